/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.unit;

import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.spi.Unreadable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A place among the units, from which pages are read. The unit being read stays open from page to page, so that a page costs
 * what it holds; after a restart or a failure it is opened again and read over to its place.
 */
final class UnitReading implements AutoCloseable {

    /** Throws where reading was cancelled. */
    @FunctionalInterface
    interface Running {
        void require() throws StoreException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(UnitReading.class);

    private final UnitSource source;
    private final RowHash hash;
    private final OnDamage onDamage;
    private final SourceMeters meters;
    private final Running running;

    /** The open unit, or null. */
    private OpenUnit current;
    /** The last unit that was read to its end, or null before the first. */
    private Unit done;
    /** The last row given, or null where the state does not tell what comes after it. */
    private Position last;
    /** What went wrong after the rows of the last page. */
    private StoreException pending;

    UnitReading(UnitSource source, RowHash hash, OnDamage onDamage, SourceMeters meters, Running running) {
        this.source = source;
        this.hash = hash;
        this.onDamage = onDamage;
        this.meters = meters;
        this.running = running;
    }

    /** Whether the request goes on where the last page ended. */
    boolean continues(PageRequest request) {
        return request.after() != null && request.after().equals(last);
    }

    RowPage page(PageRequest request) throws StoreException {
        boolean read = false;
        try {
            throwPending(request);
            RowPage page = rows(request);
            read = true;
            return page;
        } finally {
            if (!read) {
                close();
            }
        }
    }

    private void throwPending(PageRequest request) throws StoreException {
        StoreException failure = pending;
        if (failure != null && (!failure.isRetriable() || continues(request))) {
            pending = failure.isRetriable() ? null : failure;
            throw failure;
        }
    }

    private RowPage rows(PageRequest request) throws StoreException {
        goTo(request);
        List<SourceRow> rows = new ArrayList<>();
        long chars = 0;
        while (rows.size() < request.maxRows() && chars < request.maxChars()) {
            running.require();
            if (current == null && !openNext(request)) {
                remember(rows);
                return new RowPage(rows, true);
            }
            try {
                Optional<SourceRow> row = nextRow();
                if (row.isPresent()) {
                    rows.add(row.get());
                    chars += row.get().chars();
                }
            } catch (StoreException e) {
                if (rows.isEmpty()) {
                    throw e;
                }
                // what was read before is good; the next page fails
                pending = e;
                remember(rows);
                return new RowPage(rows, false);
            }
        }
        remember(rows);
        return new RowPage(rows, false);
    }

    private void remember(List<SourceRow> rows) {
        if (!rows.isEmpty()) {
            last = rows.get(rows.size() - 1).position();
        }
    }

    /** Brings the state to where the request begins. */
    private void goTo(PageRequest request) throws StoreException {
        Position after = request.after();
        if (continues(request)) {
            return;
        }
        close();
        if (after == null) {
            return;
        }
        RowKey key = RowKey.parse(after.key())
                .orElseThrow(
                        () -> StoreException.fatal(
                                "Cannot read " + source.name()
                                        + ": a stored key is not of its form. Delete the connector's offsets to read everything anew."));
        done = new Unit(after.cursor(), key.name(), "", 0);
        if (key.number() != RowKey.END) {
            Optional<Unit> unit = found(after.cursor(), key.name());
            if (unit.isEmpty()) {
                noteDeleted(key.name());
            } else {
                current = new OpenUnit(unit.get(), key.number() + 1);
            }
        }
    }

    private Optional<Unit> found(long cursor, String name) throws StoreException {
        try {
            return source.find(cursor, name);
        } catch (UnitException e) {
            throw overwritten(name);
        }
    }

    private boolean openNext(PageRequest request) throws StoreException {
        boolean begun = done != null && done.cursor() >= request.split().from();
        Optional<Unit> next = source.next(
                begun ? done.cursor() : request.split().from(),
                begun ? done.name() : null,
                request.split().before());
        next.ifPresent(unit -> current = new OpenUnit(unit, 0));
        return next.isPresent();
    }

    /** The next row of the open unit, or empty if it gives none any more. */
    private Optional<SourceRow> nextRow() throws StoreException {
        OpenUnit unit = current;
        try {
            UnitRow row = unit.next(source);
            if (row == null) {
                finish();
                return Optional.empty();
            }
            return Optional.of(row(unit.unit(), row));
        } catch (UnitException e) {
            return failed(unit, e);
        } catch (IOException | RuntimeException e) {
            return failed(unit, UnitException.of(e));
        }
    }

    private SourceRow row(Unit unit, UnitRow row) {
        return new SourceRow(
                new Position(unit.cursor(), new RowKey(unit.name(), row.number()).text()),
                source.positions().format(unit.cursor()),
                hash.of(row.value()),
                null,
                row.value(),
                row.chars());
    }

    private Optional<SourceRow> failed(OpenUnit unit, UnitException failure) throws StoreException {
        running.require();
        switch (failure.kind()) {
            case GONE -> {
                noteDeleted(unit.unit().name());
                finish();
                return Optional.empty();
            }
            case CHANGED -> {
                return changed(unit);
            }
            case DAMAGED -> {
                return damaged(unit, failure.getMessage());
            }
            default -> throw failure.failure();
        }
    }

    /** A unit of which nothing was given yet is read as it is now; it may also have moved to a later cursor. */
    private Optional<SourceRow> changed(OpenUnit unit) throws StoreException {
        String name = unit.unit().name();
        if (unit.begun()) {
            throw overwritten(name);
        }
        Optional<Unit> now;
        try {
            now = source.find(unit.unit().cursor(), name);
        } catch (UnitException e) {
            now = Optional.empty();
        }
        finish();
        now.ifPresent(fresh -> current = new OpenUnit(fresh, 0));
        return Optional.empty();
    }

    private Optional<SourceRow> damaged(OpenUnit unit, String why) throws StoreException {
        String name = unit.unit().name();
        if (onDamage == OnDamage.FAIL) {
            throw StoreException.fatal("Cannot read " + name + " of " + source.name() + " after " + unit.given()
                    + " rows: " + why + ". Repair or remove it, or set " + UnitLogSource.DAMAGED
                    + "=quarantine to send a reference to the rest of it to the quarantine topic and go on.");
        }
        LOG.warn("Quarantined {} of {} after {} rows: {}.", name, source.name(), unit.given(), why);
        finish();
        return Optional.of(new SourceRow(
                new Position(unit.unit().cursor(), new RowKey(name, RowKey.END).text()),
                source.positions().format(unit.unit().cursor()),
                hash.ofReference(unit.unit(), UnitLogSource.DAMAGED),
                null,
                new Unreadable(UnitLogSource.DAMAGED, unit.unit().size()),
                0));
    }

    private StoreException overwritten(String name) {
        return StoreException.fatal("Cannot go on reading " + name + " of " + source.name()
                + ": it was overwritten after some of its rows were sent. Restore it, or remove it to go on with the next; "
                + "reconcile then names its rows.");
    }

    private void noteDeleted(String name) {
        meters.deletedAtSource();
        LOG.warn(
                "{} of {} was deleted before all of it was read. Its rest is lost to the source.", name, source.name());
    }

    private void finish() {
        done = current.unit();
        current.close();
        current = null;
    }

    /** Forgets the place. */
    @Override
    public void close() {
        if (current != null) {
            current.close();
        }
        current = null;
        done = null;
        last = null;
    }
}

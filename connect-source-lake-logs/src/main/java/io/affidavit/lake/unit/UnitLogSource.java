/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.unit;

import io.affidavit.core.identity.KeyedHash;
import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.PositionText;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Units as a log source. Two places are kept, with their units open, from page to page: new rows and a sweep of old ones
 * take turns.
 */
public final class UnitLogSource implements LogSource {

    /** Value of {@code gov.reject.rule} on references to units that are damaged. */
    public static final String DAMAGED = "source.on.bad.object";

    private final UnitSource source;
    private final HashedColumns hashed;
    private final SourceMeters meters;
    /** The place last used, and the one before. */
    private UnitReading recent;

    private UnitReading other;
    private volatile boolean cancelled;

    public UnitLogSource(
            UnitSource source, KeyedHash hash, HashedColumns hashed, OnDamage onDamage, SourceMeters meters) {
        this.source = Objects.requireNonNull(source, "source");
        this.hashed = Objects.requireNonNull(hashed, "hashed");
        this.meters = Objects.requireNonNull(meters, "meters");
        RowHash hashes = new RowHash(hash, hashed);
        this.recent = new UnitReading(source, hashes, onDamage, meters, this::requireRunning);
        this.other = new UnitReading(source, hashes, onDamage, meters, this::requireRunning);
    }

    @Override
    public long tableId() {
        return source.id();
    }

    @Override
    public String hashColumns() {
        return hashed.id();
    }

    @Override
    public PositionText positions() {
        return source.positions();
    }

    @Override
    public boolean isTimed() {
        return source.isTimed();
    }

    @Override
    public boolean isKey(String key) {
        return RowKey.parse(key).isPresent();
    }

    @Override
    public long safeBound() throws StoreException {
        requireRunning();
        return source.safeBound();
    }

    @Override
    public OptionalLong firstPosition(long from, long before) throws StoreException {
        requireRunning();
        source.requireSame();
        Optional<Unit> first = from < before ? source.next(from, null, before) : Optional.empty();
        return first.isPresent() ? OptionalLong.of(first.get().cursor()) : OptionalLong.empty();
    }

    @Override
    public RowPage read(PageRequest request) throws StoreException {
        if (request.split().isEmpty()) {
            return RowPage.END;
        }
        long begun = System.nanoTime();
        requireRunning();
        source.requireSame();
        if (!recent.continues(request)) {
            UnitReading before = recent;
            recent = other;
            other = before;
        }
        RowPage page = recent.page(request);
        meters.page((System.nanoTime() - begun) / 1_000_000);
        return page;
    }

    private void requireRunning() throws StoreException {
        if (cancelled) {
            throw StoreException.fatal("Cannot read " + source.name() + ": reading was cancelled.");
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        source.cancel();
    }

    @Override
    public void close() {
        cancelled = true;
        recent.close();
        other.close();
        source.close();
    }
}

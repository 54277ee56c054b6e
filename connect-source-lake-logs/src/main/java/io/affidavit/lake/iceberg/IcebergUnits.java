/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.iceberg;

import io.affidavit.catalog.Catalogs;
import io.affidavit.catalog.ProbeFailure;
import io.affidavit.lake.store.StoreIds;
import io.affidavit.lake.unit.Earliest;
import io.affidavit.lake.unit.Unit;
import io.affidavit.lake.unit.UnitException;
import io.affidavit.lake.unit.UnitRows;
import io.affidavit.lake.unit.UnitSource;
import io.affidavit.source.spi.PositionText;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.CloseableIterable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data files of a table as units. The cursor is the sequence number of the snapshot that appended the file, so a row
 * that is committed late has a later one: there is nothing to wait for.
 */
public final class IcebergUnits implements UnitSource {

    private static final Logger LOG = LoggerFactory.getLogger(IcebergUnits.class);
    private static final int MOST = 2_000;

    private final TableSettings settings;
    private final SourceMeters meters;
    private final Catalog catalog;
    private final Table table;
    private final UUID uuid;
    private final Earliest<PlannedFile> files = new Earliest<>(PlannedFile::unit, MOST);
    private final Set<Long> reported = new HashSet<>();

    private IcebergUnits(TableSettings settings, SourceMeters meters, Catalog catalog, Table table) {
        this.settings = settings;
        this.meters = meters;
        this.catalog = catalog;
        this.table = table;
        this.uuid = table.uuid();
    }

    /** Opens the table; a missing one, or one whose history lacks what is to be read, is fatal. */
    public static IcebergUnits open(TableSettings settings, SourceMeters meters) throws StoreException {
        Catalog catalog = asking(settings, "open the catalog", () -> Catalogs.open(settings.catalog()));
        boolean opened = false;
        try {
            Table table = asking(
                    settings, "read the metadata", () -> catalog.loadTable(TableIdentifier.parse(settings.table())));
            IcebergUnits units = new IcebergUnits(settings, meters, catalog, table);
            opened = true;
            return units;
        } finally {
            if (!opened) {
                Catalogs.close(catalog);
            }
        }
    }

    /** Checks that a first reading could begin. */
    public void requireReadable() throws StoreException {
        asking(settings, "look into the snapshots", () -> {
            History history = History.of(table, settings);
            try {
                return history.later(Long.MIN_VALUE, history.base(Long.MIN_VALUE));
            } catch (StoreException e) {
                throw new Wrapped(e);
            }
        });
    }

    @Override
    public String name() {
        return "table " + settings.table();
    }

    /** Of the table's uuid and the snapshot reading began with. */
    @Override
    public long id() {
        return StoreIds.of(uuid + " " + settings.start().map(String::valueOf).orElse(""));
    }

    @Override
    public void requireSame() throws StoreException {
        boolean same = asking(settings, "read the metadata", () -> {
            try {
                return catalog.loadTable(TableIdentifier.parse(settings.table()))
                        .uuid()
                        .equals(uuid);
            } catch (NoSuchTableException e) {
                return false;
            }
        });
        if (!same) {
            throw StoreException.fatal(
                    "Cannot go on reading table " + settings.table()
                            + ": it was dropped, or replaced by another of its name. Restart the connector to be told how to go on.");
        }
    }

    @Override
    public PositionText positions() {
        return PositionText.numbers();
    }

    @Override
    public boolean isTimed() {
        return false;
    }

    @Override
    public long safeBound() throws StoreException {
        requireSame();
        return asking(settings, "read the metadata", () -> {
            table.refresh();
            return History.of(table, settings).bound();
        });
    }

    @Override
    public Optional<Unit> next(long from, String after, long before) throws StoreException {
        if (!files.covers(from, after, before)) {
            choose(from, after, before);
        }
        return files.next(from, after, before).map(PlannedFile::unit);
    }

    @Override
    public Optional<Unit> find(long cursor, String name) throws StoreException {
        choose(cursor, null, cursor + 1);
        Optional<PlannedFile> file = files.named(name);
        if (file.isEmpty()) {
            throw StoreException.fatal(
                    "Cannot go on reading table " + settings.table() + ": the data file read last is not in snapshot "
                            + cursor + " any more. Delete the connector's offsets to read the table anew.");
        }
        return file.map(PlannedFile::unit);
    }

    private void choose(long from, String after, long before) throws StoreException {
        asking(settings, "plan the files", () -> {
            try {
                plan(from, after, before);
                return true;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (StoreException e) {
                throw new Wrapped(e);
            }
        });
    }

    private void plan(long from, String after, long before) throws StoreException, IOException {
        History history = History.of(table, settings);
        Optional<Snapshot> base = history.base(from);
        List<Snapshot> later = history.later(from, base);
        files.begin(from, after, before);
        if (base.isPresent()) {
            offerBase(base.get());
        }
        for (Snapshot snapshot : later) {
            if (snapshot.sequenceNumber() >= before) {
                break;
            }
            if (History.changes(snapshot)) {
                heedChange(snapshot);
            } else if (History.appends(snapshot)) {
                offerAppended(snapshot);
            }
        }
        files.end();
    }

    private void offerBase(Snapshot snapshot) throws IOException {
        Schema schema = schemaOf(snapshot);
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
            for (FileScanTask task : tasks) {
                files.offer(PlannedFile.of(task, task.file().dataSequenceNumber(), schema));
            }
        }
    }

    private void offerAppended(Snapshot snapshot) throws IOException {
        Schema schema = schemaOf(snapshot);
        try (CloseableIterable<FileScanTask> tasks = table.newIncrementalAppendScan()
                .fromSnapshotInclusive(snapshot.snapshotId())
                .toSnapshot(snapshot.snapshotId())
                .planFiles()) {
            for (FileScanTask task : tasks) {
                files.offer(PlannedFile.of(task, snapshot.sequenceNumber(), schema));
            }
        }
    }

    private Schema schemaOf(Snapshot snapshot) {
        return snapshot.schemaId() == null
                ? table.schema()
                : table.schemas().getOrDefault(snapshot.schemaId(), table.schema());
    }

    private void heedChange(Snapshot snapshot) throws StoreException {
        String what = "snapshot " + snapshot.snapshotId() + " of table " + settings.table() + " does an "
                + snapshot.operation();
        if (settings.onChange() == OnChange.FAIL) {
            throw StoreException.fatal(
                    "Cannot read on: " + what
                            + ", which an append-only log does not have. Set source.on.change=report to leave out what it adds and deletes, and go on.");
        }
        if (reported.add(snapshot.snapshotId())) {
            meters.late(1);
            LOG.warn(
                    "Left out: {}, which adds {} and deletes {} rows.",
                    what,
                    count(snapshot, "added-records"),
                    count(snapshot, "deleted-records"));
        }
    }

    private static String count(Snapshot snapshot, String name) {
        return snapshot.summary().getOrDefault(name, "0");
    }

    @Override
    public UnitRows open(Unit unit, long first) throws StoreException, UnitException {
        PlannedFile file = files.named(unit.name())
                .orElseThrow(() -> StoreException.retriable("Cannot read a data file of table " + settings.table()
                        + ": it is not planned any more. It is planned again."));
        return asking(settings, "read a data file", () -> FileRows.open(table.io(), file, first));
    }

    /** Carries our own exception through code that knows only unchecked ones. */
    private static final class Wrapped extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient StoreException failure;

        Wrapped(StoreException failure) {
            super(failure.getMessage(), null, false, false);
            this.failure = failure;
        }
    }

    private static <T> T asking(TableSettings settings, String what, Supplier<T> question) throws StoreException {
        try {
            return question.get();
        } catch (Wrapped e) {
            throw e.failure;
        } catch (NoSuchTableException e) {
            throw StoreException.fatal("Cannot find table " + settings.table()
                    + " in the catalog. Write it as namespace.table, and check that the user may read it.");
        } catch (RuntimeException e) {
            throw StoreException.retriable("Cannot " + what + " of table " + settings.table() + ": "
                    + ProbeFailure.reason(e) + ". Check the catalog and the store.");
        }
    }

    @Override
    public void cancel() {
        // calls end at the timeouts that the catalog's keys set, and the reading thread is interrupted
    }

    @Override
    public void close() {
        Catalogs.close(catalog);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold;

import io.affidavit.archive.evidence.statement.HoldStatement.Action;
import io.affidavit.archive.evidence.statement.StatementRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The table {@value #NAME} of a namespace: what was placed and released on the archive's tables there, one row each, for SQL. It
 * repeats signed statements, which alone decide.
 */
public final class HoldsTable {

    /** Name of the table in the namespace of the tables that it is about. */
    public static final String NAME = "evidence_holds";

    private static final int ATTEMPTS = 10;

    private static final Schema SCHEMA = new Schema(
            NestedField.required(1, "table_name", Types.StringType.get(), "Table that is held, without its namespace."),
            NestedField.required(2, "table_uuid", Types.StringType.get(), "UUID of that table."),
            NestedField.required(3, "epoch", Types.LongType.get(), "Hold epoch of that table that began with it."),
            NestedField.required(4, "action", Types.StringType.get(), "place or release."),
            NestedField.required(5, "hold_id", Types.StringType.get(), "The hold."),
            NestedField.required(6, "matter", Types.StringType.get(), "What the hold is for."),
            NestedField.required(7, "reason", Types.StringType.get(), "Why it was placed or released."),
            NestedField.required(8, "made_by", Types.StringType.get(), "Who did it."),
            NestedField.required(9, "made_at", Types.TimestampType.withZone(), "When, by the clock of who did it."),
            NestedField.required(10, "predicate", Types.StringType.get(), "Which records the hold is about."),
            NestedField.required(11, "statement_path", Types.StringType.get(), "Where the signed statement is."),
            NestedField.required(12, "statement_sha256", Types.StringType.get(), "Hash of that statement."));

    private final Table holds;
    private final TableIdentifier id;
    private final Table table;

    private HoldsTable(Table holds, TableIdentifier id, Table table) {
        this.holds = holds;
        this.id = id;
        this.table = table;
    }

    /**
     * Adds what is missing of a table.
     *
     * @param table as loaded under {@code id}
     * @throws RuntimeException when catalog or store fail; doing it again adds what is missing then
     */
    public static void update(Catalog catalog, TableIdentifier id, Table table) {
        TableIdentifier name = TableIdentifier.of(id.namespace(), NAME);
        new HoldsTable(findOrCreate(catalog, name), id, table).update();
    }

    private static Table findOrCreate(Catalog catalog, TableIdentifier name) {
        try {
            return catalog.loadTable(name);
        } catch (NoSuchTableException absent) {
            try {
                return catalog.createTable(name, SCHEMA, PartitionSpec.unpartitioned());
            } catch (AlreadyExistsException createdMeanwhile) {
                return catalog.loadTable(name);
            }
        }
    }

    private void update() {
        HoldRegistry registry = HoldRegistry.of(table);
        for (int attempt = 1; ; attempt++) {
            holds.refresh();
            Snapshot parent = holds.currentSnapshot();
            List<Record> missing = missing(registry, reached());
            if (missing.isEmpty()) {
                return;
            }
            try {
                holds.newAppend()
                        .appendFile(written(missing))
                        .validateWith(snapshots -> Objects.equals(newest(snapshots), parent))
                        .commit();
                return;
            } catch (ValidationException addedMeanwhile) {
                if (attempt == ATTEMPTS) {
                    throw addedMeanwhile;
                }
            }
        }
    }

    private static Snapshot newest(Iterable<Snapshot> snapshots) {
        Iterator<Snapshot> ancestry = snapshots.iterator();
        return ancestry.hasNext() ? ancestry.next() : null;
    }

    /** The newest epoch of the table that there is a row of. */
    private long reached() {
        long reached = 0;
        try (CloseableIterable<Record> rows = IcebergGenerics.read(holds)
                .where(Expressions.equal("table_uuid", table.uuid().toString()))
                .select("epoch")
                .build()) {
            for (Record row : rows) {
                reached = Math.max(reached, (Long) row.getField("epoch"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read table " + holds.name(), e);
        }
        return reached;
    }

    private List<Record> missing(HoldRegistry registry, long reached) {
        List<Record> rows = new ArrayList<>();
        for (HoldEntry entry : registry.entries()) {
            Hold hold = entry.hold();
            if (hold.epoch() > reached) {
                StatementRef placed = registry.statement(hold.epoch()).orElseThrow();
                rows.add(row(hold, Action.PLACE, hold.epoch(), hold.reason(), hold.by(), hold.at(), placed));
            }
            entry.release().filter(release -> release.epoch() > reached).ifPresent(release -> {
                StatementRef released = registry.statement(release.epoch()).orElseThrow();
                rows.add(row(
                        hold, Action.RELEASE, release.epoch(), release.reason(), release.by(), release.at(), released));
            });
        }
        return rows;
    }

    private Record row(
            Hold hold, Action action, long epoch, String reason, String by, Instant at, StatementRef statement) {
        GenericRecord row = GenericRecord.create(holds.schema());
        row.setField("table_name", id.name());
        row.setField("table_uuid", table.uuid().toString());
        row.setField("epoch", epoch);
        row.setField("action", action.text());
        row.setField("hold_id", hold.id());
        row.setField("matter", hold.matter());
        row.setField("reason", reason);
        row.setField("made_by", by);
        row.setField("made_at", at.atOffset(ZoneOffset.UTC));
        row.setField("predicate", hold.predicate().text());
        row.setField("statement_path", statement.path());
        row.setField("statement_sha256", statement.sha256());
        return row;
    }

    private DataFile written(List<Record> rows) {
        String path = holds.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet");
        try {
            DataWriter<Record> writer = Parquet.writeData(holds.io().newOutputFile(path))
                    .forTable(holds)
                    .schema(holds.schema())
                    .withSpec(PartitionSpec.unpartitioned())
                    .createWriterFunc(type -> GenericParquetWriter.create(holds.schema(), type))
                    .build();
            try (writer) {
                rows.forEach(writer::write);
            }
            return writer.toDataFile();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to table " + holds.name(), e);
        }
    }
}

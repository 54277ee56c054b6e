/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake;

import io.affidavit.catalog.Catalogs;
import io.affidavit.source.contract.ContractRow;
import io.affidavit.source.contract.ContractStore;
import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;

/** A table in a catalog on SQLite and a directory; the sequence number of a row's snapshot is its cursor. */
final class IcebergLogs implements ContractStore {

    static final TableIdentifier NAME = TableIdentifier.of("ai", "logs");

    private static final Schema SCHEMA = new Schema(
            Types.NestedField.required(1, "number", Types.IntegerType.get()),
            Types.NestedField.optional(2, "body", Types.StringType.get()),
            Types.NestedField.optional(3, "note", Types.StringType.get()));

    private final Path directory;
    private final Catalog catalog;

    IcebergLogs(Path directory) {
        this.directory = directory;
        this.catalog = Catalogs.open(config(directory));
        ((SupportsNamespaces) catalog).createNamespace(Namespace.of("ai"));
        catalog.createTable(NAME, SCHEMA, PartitionSpec.unpartitioned(), Map.of("format-version", "2"));
    }

    static Map<String, String> config(Path directory) {
        Map<String, String> config = new HashMap<>();
        config.put("name", "test");
        config.put("topic", "rows");
        config.put("source.table", "ai.logs");
        config.put("source.hash.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        config.put("source.poll.interval", "20ms");
        config.put("iceberg.catalog.type", "jdbc");
        config.put("iceberg.catalog.jdbc.schema-version", "V1");
        config.put(
                "iceberg.catalog.uri",
                "jdbc:sqlite:" + directory.resolve("catalog.db") + "?busy_timeout=60000&journal_mode=WAL");
        config.put("iceberg.catalog.warehouse", "file:" + directory.resolve("warehouse"));
        return config;
    }

    Catalog catalog() {
        return catalog;
    }

    Table table() {
        return catalog.loadTable(NAME);
    }

    @Override
    public long cursor(int step) {
        return step + 1L;
    }

    @Override
    public void add(List<ContractRow> rows) throws IOException {
        Map<Long, List<ContractRow>> bySnapshot = new TreeMap<>();
        rows.forEach(row -> bySnapshot
                .computeIfAbsent(row.cursor(), cursor -> new ArrayList<>())
                .add(row));
        for (Map.Entry<Long, List<ContractRow>> snapshot : bySnapshot.entrySet()) {
            Table table = table();
            while (last(table) < snapshot.getKey() - 1) {
                table.newAppend().commit();
            }
            append(table, snapshot.getValue());
        }
    }

    private static long last(Table table) {
        table.refresh();
        return table.currentSnapshot() == null ? 0 : table.currentSnapshot().sequenceNumber();
    }

    /** Commits the rows as one data file of one snapshot. */
    static void append(Table table, List<ContractRow> rows) throws IOException {
        table.newAppend().appendFile(write(table, rows)).commit();
    }

    static DataFile write(Table table, List<ContractRow> rows) throws IOException {
        DataWriter<Record> writer = Parquet.writeData(table.io()
                        .newOutputFile(table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet")))
                .forTable(table)
                .createWriterFunc(GenericParquetWriter::create)
                .withSpec(PartitionSpec.unpartitioned())
                .build();
        try (writer) {
            for (ContractRow row : rows) {
                writer.write(record(row));
            }
        }
        return writer.toDataFile();
    }

    static Record record(ContractRow row) {
        Record record = GenericRecord.create(SCHEMA);
        record.setField("number", row.number());
        record.setField("body", row.body());
        record.setField("note", row.note());
        return record;
    }

    @Override
    public boolean counts() {
        return false;
    }

    @Override
    public boolean hasRevisions() {
        return false;
    }

    @Override
    public void change(ContractRow row) {
        throw new UnsupportedOperationException();
    }

    /** The commit waits after its file is written, as a slow writer's does. */
    @Override
    public synchronized void writeLate(int number, Duration open) throws Exception {
        Table table = table();
        DataFile file = write(table, List.of(new ContractRow(number, 0, "late", "late")));
        TimeUnit.MILLISECONDS.sleep(open.toMillis() / 5);
        table.newAppend().appendFile(file).commit();
    }

    @Override
    public void replace() throws IOException {
        List<ContractRow> rows = new ArrayList<>();
        catalog.dropTable(NAME, false);
        catalog.createTable(NAME, SCHEMA);
        for (int number = 0; number < 5; number++) {
            rows.add(new ContractRow(number, cursor(number), "canary-body", "canary-note"));
        }
        add(rows);
    }

    @Override
    public LogSource open(List<String> hashed) throws StoreException {
        return new IcebergLogsSourceConfig(config(directory))
                .open("test", HashedColumns.of(hashed), SourceMeters.none());
    }

    @Override
    public void close() {
        Catalogs.close(catalog);
    }
}

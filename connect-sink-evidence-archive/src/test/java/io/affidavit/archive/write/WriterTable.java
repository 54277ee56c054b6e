/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.write;

import io.affidavit.archive.convert.Row;
import io.affidavit.archive.table.ArchiveColumns;
import io.affidavit.archive.table.ArchivePartition;
import io.affidavit.archive.table.ArchiveTables;
import io.affidavit.archive.table.Custody;
import io.affidavit.catalog.Catalogs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;

/** A real table in a directory, with a column for the tenant and one for content, and rows to write to it. */
final class WriterTable implements AutoCloseable {

    static final long DAY = 86_400_000_000L;

    final Table table;
    private final Path directory;
    private final Catalog catalog;

    WriterTable(Path directory, String name) {
        this.directory = directory;
        this.catalog = Catalogs.open(Map.of(Catalogs.EMBEDDED_DIRECTORY, directory.toString()));
        this.table = new ArchiveTables(catalog)
                .findOrCreate(
                        TableIdentifier.of("evidence", name),
                        ArchiveColumns.around(List.of(
                                Types.NestedField.optional(1, "tenant_id", Types.StringType.get()),
                                Types.NestedField.optional(2, "content", Types.StringType.get()))));
    }

    /** A row whose offset is {@code offset}. */
    static Row row(long offset, String tenant, long eventTime, String content) {
        Row kafka = new Row(5);
        kafka.set(0, "governed");
        kafka.set(1, 0);
        kafka.set(2, offset);
        Row row = new Row(7);
        row.set(0, "standard");
        row.set(1, "std");
        row.set(3, kafka);
        row.set(4, eventTime);
        row.set(5, tenant);
        row.set(6, content);
        return row;
    }

    static ArchivePartition partition(long eventTime) {
        return ArchivePartition.of("standard", Custody.STANDARD, eventTime);
    }

    /** The rows of one file, in its order. */
    List<Record> read(WrittenFile file) {
        List<Record> rows = new ArrayList<>();
        try (CloseableIterable<Record> read = Parquet.read(
                        table.io().newInputFile(file.file().location()))
                .project(table.schema())
                .createReaderFunc(type -> GenericParquetReaders.buildReader(table.schema(), type))
                .build()) {
            read.forEach(rows::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    static long offset(Record row) {
        return (Long) ((Record) row.getField("_kafka")).getField("offset");
    }

    /** Data files in the table's directory. */
    List<Path> dataFiles() {
        Path data = directory.resolve("warehouse/evidence").resolve(name()).resolve("data");
        if (!Files.exists(data)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(data)) {
            return paths.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String name() {
        return table.name().substring(table.name().lastIndexOf('.') + 1);
    }

    @Override
    public void close() {
        Catalogs.close(catalog);
    }
}

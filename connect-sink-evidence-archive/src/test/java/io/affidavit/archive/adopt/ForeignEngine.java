/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.adopt;

import io.affidavit.archive.evidence.EvidentTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;

/** Rewrites files through Iceberg's own interfaces, with other readers and writers than the archive's, and signs nothing. */
public final class ForeignEngine {

    private final EvidentTable events;

    public ForeignEngine(EvidentTable events) {
        this.events = events;
    }

    public List<DataFile> live() {
        try (CloseableIterable<FileScanTask> tasks = events.fresh().newScan().planFiles()) {
            return StreamSupport.stream(tasks.spliterator(), false)
                    .map(task -> task.file().copy())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of files, in their order. */
    public List<Record> rows(List<DataFile> files) {
        Table table = events.fresh();
        Schema schema = table.schema();
        List<Record> rows = new ArrayList<>();
        for (DataFile file : files) {
            try (CloseableIterable<Record> stored = Parquet.read(table.io().newInputFile(file.location()))
                    .project(schema)
                    .createReaderFunc(type -> GenericParquetReaders.buildReader(schema, type))
                    .build()) {
                stored.forEach(rows::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return rows;
    }

    /** Writes rows to one file, in the partition of {@code place}. */
    DataFile write(List<Record> rows, Record place) {
        Table table = events.fresh();
        Schema schema = table.schema();
        PartitionKey partition = new PartitionKey(table.spec(), schema);
        partition.partition(new InternalRecordWrapper(schema.asStruct()).wrap(place));
        try {
            DataWriter<Record> writer = Parquet.writeData(table.io()
                            .newOutputFile(table.location() + "/data/foreign-" + UUID.randomUUID() + ".parquet"))
                    .schema(schema)
                    .withSpec(table.spec())
                    .withPartition(partition)
                    .createWriterFunc(GenericParquetWriter::create)
                    .build();
            try (writer) {
                writer.write(rows);
            }
            return writer.toDataFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces all live files by one with these rows. */
    public DataFile replace(List<Record> rows) {
        DataFile file = write(rows, rows.get(0));
        replace(live(), Set.of(file));
        return file;
    }

    /** Replaces some files by one with these rows. */
    public void replace(List<DataFile> old, List<Record> rows) {
        replace(old, Set.of(write(rows, rows.get(0))));
    }

    /** A rewrite; an overwrite where rows are added, because Iceberg calls no such thing a rewrite. */
    void replace(List<DataFile> old, Set<DataFile> young) {
        if (records(young) > records(old)) {
            OverwriteFiles overwrite = events.table().newOverwrite();
            old.forEach(overwrite::deleteFile);
            young.forEach(overwrite::addFile);
            overwrite.commit();
        } else {
            RewriteFiles rewrite = events.table().newRewrite();
            old.forEach(rewrite::deleteFile);
            young.forEach(rewrite::addFile);
            rewrite.commit();
        }
    }

    private static long records(Collection<DataFile> files) {
        return files.stream().mapToLong(DataFile::recordCount).sum();
    }

    static Record changed(Record row, String column, Object value) {
        Record copy = GenericRecord.create(row.struct()).copy();
        row.struct().fields().forEach(field -> copy.setField(field.name(), row.getField(field.name())));
        copy.setField(column, value);
        return copy;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import io.affidavit.archive.table.ArchiveColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Reads back which records a table holds that were committed to it before their source partition's position moved: what a
 * crash between the commits of two tables leaves behind. A watermark alone cannot tell, because the records before it may
 * have gone to another table.
 */
public final class ArchivedOffsets {

    private static final String TOPIC = ArchiveColumns.KAFKA + ".topic";
    private static final String PARTITION = ArchiveColumns.KAFKA + ".partition";
    private static final String OFFSET = ArchiveColumns.KAFKA + ".offset";

    private final Table table;
    private final SourcePartition source;
    private final long begin;
    private final Watermarks watermarks;

    private ArchivedOffsets(Table table, SourcePartition source, long begin) {
        this.table = table;
        this.source = source;
        this.begin = begin;
        this.watermarks = Watermarks.of(table);
    }

    /**
     * Offsets from {@code begin} on that {@code table} holds of one source partition.
     *
     * @throws ConnectException when that cannot be told any more
     */
    public static OffsetSet since(Table table, SourcePartition source, long begin) {
        return new ArchivedOffsets(table, source, begin).read();
    }

    private OffsetSet read() {
        Mark mark = watermarks.marks().get(source);
        if (mark == null || mark.next() <= begin) {
            return OffsetSet.EMPTY;
        }
        try {
            return commitsSinceBegin(mark).map(this::addedBy).orElseGet(this::scanned);
        } catch (NotFoundException rewritten) {
            return scanned();
        }
    }

    /** The commits that moved the mark beyond {@code begin}; empty when not all of them are remembered. */
    private Optional<List<Snapshot>> commitsSinceBegin(Mark newest) {
        List<Snapshot> commits = new ArrayList<>();
        Mark sought = newest;
        for (Snapshot snapshot : Watermarks.ancestry(table)) {
            if (sought.commitId().equals(snapshot.summary().get(TableCommitter.COMMIT_ID))) {
                commits.add(snapshot);
                if (snapshot.parentId() == null) {
                    return Optional.of(commits);
                }
                Optional<Watermarks> before = before(snapshot.parentId());
                if (before.isEmpty()) {
                    return Optional.empty();
                }
                sought = before.get().marks().get(source);
                if (sought == null || sought.next() <= begin) {
                    return Optional.of(commits);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Watermarks> before(long snapshotId) {
        for (Snapshot at = table.snapshot(snapshotId); at != null; at = table.snapshot(at.parentId())) {
            if (at.summary().containsKey(Watermarks.KEY)) {
                return Optional.of(Watermarks.of(List.of(at), Map.of()));
            }
            if (at.parentId() == null) {
                return Optional.of(new Watermarks(Map.of()));
            }
        }
        return Optional.empty();
    }

    private OffsetSet addedBy(List<Snapshot> commits) {
        Schema columns = table.schema().select(TOPIC, PARTITION, OFFSET);
        LongStream.Builder offsets = LongStream.builder();
        for (Snapshot commit : commits) {
            for (DataFile file : added(commit)) {
                collect(
                        Parquet.read(table.io().newInputFile(file.location()))
                                .project(columns)
                                .createReaderFunc(type -> GenericParquetReaders.buildReader(columns, type))
                                .build(),
                        offsets);
            }
        }
        return OffsetSet.of(offsets.build().toArray());
    }

    private Iterable<DataFile> added(Snapshot commit) {
        return SnapshotChanges.builderFor(table).snapshot(commit).build().addedDataFiles();
    }

    /** Looks through all files whose statistics do not rule them out. */
    private OffsetSet scanned() {
        if (hasAnotherLife()) {
            throw new ConnectException("Cannot tell which records of " + source.topic() + "-" + source.partition()
                    + " table " + table.name() + " holds: it holds another lineage of the same topic, and the commits"
                    + " since offset " + begin + " were forgotten. Set archive.lineage to a new name");
        }
        Expression wanted = Expressions.and(
                Expressions.equal(TOPIC, source.topic()),
                Expressions.equal(PARTITION, source.partition()),
                Expressions.greaterThanOrEqual(OFFSET, begin));
        LongStream.Builder offsets = LongStream.builder();
        collect(
                IcebergGenerics.read(table)
                        .where(wanted)
                        .select(TOPIC, PARTITION, OFFSET)
                        .build(),
                offsets);
        return OffsetSet.of(offsets.build().toArray());
    }

    private boolean hasAnotherLife() {
        return watermarks.marks().entrySet().stream()
                .anyMatch(entry -> entry.getValue().next() > begin
                        && entry.getKey().topic().equals(source.topic())
                        && entry.getKey().partition() == source.partition()
                        && !entry.getKey().lineage().equals(source.lineage()));
    }

    private void collect(CloseableIterable<Record> rows, LongStream.Builder offsets) {
        try (rows) {
            for (Record row : rows) {
                Record kafka = (Record) row.getField(ArchiveColumns.KAFKA);
                long offset = (Long) kafka.getField("offset");
                if (offset >= begin
                        && source.topic().equals(kafka.getField("topic"))
                        && Integer.valueOf(source.partition()).equals(kafka.getField("partition"))) {
                    offsets.add(offset);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read offsets back from table " + table.name(), e);
        }
    }
}

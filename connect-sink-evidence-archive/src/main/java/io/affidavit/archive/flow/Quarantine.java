/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.CommitRequest;
import io.affidavit.archive.commit.Mark;
import io.affidavit.archive.commit.Outcome;
import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.commit.TableCommitter;
import io.affidavit.archive.commit.Watermarks;
import io.affidavit.archive.convert.Conversion;
import io.affidavit.archive.evidence.statement.OffsetFates;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.quarantine.QuarantineRows;
import io.affidavit.archive.quarantine.QuarantinedOffsets;
import io.affidavit.archive.write.PartitionedWriter;
import io.affidavit.archive.write.WrittenFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The quarantine's half of a batch. It is committed before the events table moves its offsets, so a crash in between can
 * only repeat records, never lose them; the repeated ones are recognized by the offsets the quarantine already holds.
 */
final class Quarantine {

    private final Table table;
    private final TableCommitter committer;
    private final QuarantineRows rows;
    private final PartitionedWriter writer;
    private final Map<SourcePartition, Extent> extents = new HashMap<>();
    private final Map<SourcePartition, Set<Long>> known = new HashMap<>();
    private Watermarks watermarks = new Watermarks(Map.of());

    Quarantine(Table table, TableCommitter committer, QuarantineRows rows, PartitionedWriter writer) {
        this.table = table;
        this.committer = committer;
        this.rows = rows;
        this.writer = writer;
    }

    /** Learns which of the partition's offsets from {@code durableNext} on were quarantined before a crash. */
    void recover(SourcePartition source, Long durableNext) {
        watermarks = Watermarks.of(table);
        known.remove(source);
        Long quarantined = watermarks.next(source);
        long begin = durableNext == null ? 0 : durableNext;
        if (quarantined != null && quarantined > begin) {
            known.put(source, QuarantinedOffsets.read(table, source, begin));
        }
    }

    void refresh() {
        committer.refresh();
    }

    /** Takes a refused record. */
    void add(SourcePartition source, SinkRecord record, Conversion.Refused refusal) {
        long offset = record.originalKafkaOffset();
        if (known.getOrDefault(source, Set.of()).contains(offset)) {
            return;
        }
        Conversion.Archivable row = rows.row(record, refusal);
        writer.write(row.row(), row.partition());
        extents.computeIfAbsent(source, s -> new Extent(offset)).add(offset);
    }

    /** Closes the batch; empty when it holds nothing that is not in the table already. */
    List<CommitRequest> seal(String commitId) {
        List<WrittenFile> files = writer.complete();
        if (files.isEmpty()) {
            return List.of();
        }
        Map<SourcePartition, Long> expected = new HashMap<>();
        Map<SourcePartition, Mark> marks = new HashMap<>();
        List<OffsetRange> ranges = new ArrayList<>();
        extents.forEach((source, extent) -> {
            Long mark = watermarks.next(source);
            OffsetRange range = extent.range(source, mark);
            expected.put(source, mark);
            marks.put(source, new Mark(range.to(), commitId, null));
            ranges.add(range);
        });
        extents.clear();
        return List.of(new CommitRequest(commitId, expected, marks, ranges, files));
    }

    Outcome commit(CommitRequest request) {
        Outcome outcome = committer.commit(request);
        if (outcome instanceof Outcome.Committed committed) {
            watermarks = committed.watermarks();
        }
        return outcome;
    }

    Table table() {
        return table;
    }

    int openFiles() {
        return writer.openFiles();
    }

    void abort() {
        writer.abort();
        extents.clear();
    }

    /** From the first to the last offset quarantined of one partition, and how many. */
    private static final class Extent {
        private final long from;
        private long to;
        private long count;

        Extent(long from) {
            this.from = from;
        }

        void add(long offset) {
            to = offset + 1;
            count++;
        }

        /**
         * The range of a statement. It begins where the one before ended, and what lies between belongs to the events
         * table, whose statements account for it.
         */
        OffsetRange range(SourcePartition source, Long mark) {
            long begin = mark == null ? from : Math.min(mark, from);
            long end = mark == null ? to : Math.max(mark, to);
            OffsetFates fates = new OffsetFates(count, 0, 0, 0, 0, end - begin - count, 0, 0);
            return new OffsetRange(source.topic(), source.partition(), begin, end, fates, List.of(), true);
        }
    }
}

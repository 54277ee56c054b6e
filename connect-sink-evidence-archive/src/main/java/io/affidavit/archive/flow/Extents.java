/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.CommitRequest;
import io.affidavit.archive.commit.Mark;
import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.evidence.statement.OffsetFates;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.write.WrittenFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The offsets that one batch adds to one table which is not the book. Not thread-safe. */
final class Extents {

    private final Map<SourcePartition, Extent> extents = new LinkedHashMap<>();
    private SourcePartition lastSource;
    private Extent last;

    void add(SourcePartition source, long offset) {
        if (!source.equals(lastSource)) {
            last = extents.computeIfAbsent(source, s -> new Extent(offset));
            lastSource = source;
        }
        last.add(offset);
    }

    boolean isEmpty() {
        return extents.isEmpty();
    }

    void clear() {
        extents.clear();
        lastSource = null;
        last = null;
    }

    /** The commit of {@code files}, judged in {@code holdEpoch}, from where the table stands. */
    CommitRequest request(String commitId, Standing standing, List<WrittenFile> files, long holdEpoch) {
        Map<SourcePartition, Long> expected = new HashMap<>();
        Map<SourcePartition, Mark> moved = new HashMap<>();
        List<OffsetRange> ranges = new ArrayList<>();
        extents.forEach((source, extent) -> {
            Long next = standing.next(source);
            OffsetRange range = extent.range(source, next);
            expected.put(source, next);
            moved.put(source, new Mark(range.to(), commitId, null));
            ranges.add(range);
        });
        return new CommitRequest(commitId, expected, moved, ranges, files, holdEpoch);
    }

    /** From the first to the last offset of one partition, and how many. */
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
         * The range of a statement. It begins where the one before ended, and what lies between belongs to other tables:
         * the book's statements account for it.
         */
        OffsetRange range(SourcePartition source, Long next) {
            long begin = next == null ? from : Math.min(next, from);
            long end = next == null ? to : Math.max(next, to);
            OffsetFates fates = new OffsetFates(count, 0, 0, 0, 0, end - begin - count, 0, 0);
            return new OffsetRange(source.topic(), source.partition(), begin, end, fates, List.of(), true);
        }
    }
}

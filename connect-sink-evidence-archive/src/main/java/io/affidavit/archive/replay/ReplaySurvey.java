/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay;

import io.affidavit.archive.replay.grant.Budget;
import io.affidavit.archive.replay.grant.ReplayRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.iceberg.Table;

/**
 * Which records are still to be replayed: their coordinates, and what they come to. Nothing is replayed before all of it is known
 * to be within the budget.
 *
 * @param offsets sorted, by source partition
 * @param bounds of the whole scope
 * @param bytes of the canonical encoding of the records
 * @param withheld records of the scope, replayed ones included, that their permission forbids
 */
public record ReplaySurvey(SortedMap<Source, OffsetList> offsets, Bounds bounds, long bytes, long withheld) {

    /**
     * Reads the scope of a request.
     *
     * @param position that is replayed already; nothing up to it is looked at again
     * @param goOn asked before each row
     * @return empty when it did not go on
     * @throws OverBudgetException as soon as more is found than the budget has left
     */
    public static Optional<ReplaySurvey> of(
            Table table, ReplayRequest request, ReplayPosition position, BooleanSupplier goOn) {
        Count count = new Count(request, position);
        return new ScopeRows(table, request.scope())
                        .read(goOn, (coordinate, permitted, row, bytes) -> count.add(coordinate, permitted, bytes))
                ? Optional.of(count.result())
                : Optional.empty();
    }

    /** How many records there are. */
    public long records() {
        return offsets.values().stream().mapToLong(OffsetList::size).sum();
    }

    private static final class Count {

        private final ReplayRequest request;
        private final ReplayPosition position;
        private final SortedMap<Source, OffsetList> offsets = new TreeMap<>();
        private final Map<Source, Long> ends = new HashMap<>();
        private long records;
        private long bytes;
        private long withheld;

        Count(ReplayRequest request, ReplayPosition position) {
            this.request = request;
            this.position = position;
        }

        void add(Coordinate coordinate, boolean permitted, int length) {
            if (position.bounds().isPresent() && !position.bounds().get().include(coordinate)) {
                return;
            }
            ends.merge(coordinate.source(), coordinate.offset() + 1, Math::max);
            if (!permitted) {
                withheld++;
                return;
            }
            if (position.last().isPresent()
                    && coordinate.compareTo(position.last().get()) <= 0) {
                return;
            }
            records++;
            bytes += length;
            Budget budget = request.budget();
            if (records > budget.records() - position.records() || bytes > budget.bytes() - position.bytes()) {
                throw new OverBudgetException(request.id(), budget);
            }
            offsets.computeIfAbsent(coordinate.source(), source -> new OffsetList())
                    .add(coordinate.offset());
        }

        ReplaySurvey result() {
            offsets.values().forEach(OffsetList::sort);
            return new ReplaySurvey(offsets, position.bounds().orElseGet(() -> new Bounds(ends)), bytes, withheld);
        }
    }
}

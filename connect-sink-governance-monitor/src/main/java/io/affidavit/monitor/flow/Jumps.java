/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Offsets that a partition went past without a record. Ends of transactions, aborted records and compaction leave such holes,
 * and so does retention that overtook the reader: only where the log begins now tells which. What lies at or after the begin of
 * the log was there to be read, and held nothing.
 */
final class Jumps {

    private final List<Jump> open = new ArrayList<>();

    /** @param to the offset of the record that came in place of {@code from} */
    private record Jump(long from, long to) {}

    /**
     * Records that were deleted before they came.
     *
     * @param from offset of the first
     * @param to offset after the last
     * @param lost how many offsets of these were never seen
     */
    record Gap(long from, long to, long lost) {}

    /** A record came. */
    void came(long offset, long expected) {
        if (offset > expected) {
            open.add(new Jump(expected, offset));
        }
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /**
     * Explains all jumps so far.
     *
     * @param logStart the first offset that is still there
     */
    Optional<Gap> settle(long logStart) {
        long lost = 0;
        long end = 0;
        for (Jump jump : open) {
            if (jump.from() < logStart) {
                end = Math.min(jump.to(), logStart);
                lost += end - jump.from();
            }
        }
        Optional<Gap> gap =
                lost == 0 ? Optional.empty() : Optional.of(new Gap(open.get(0).from(), end, lost));
        open.clear();
        return gap;
    }
}

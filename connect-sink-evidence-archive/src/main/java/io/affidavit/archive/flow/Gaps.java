/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.evidence.statement.OffsetSpan;
import java.util.ArrayList;
import java.util.List;

/**
 * The offsets between delivered records at which none was delivered. Counts all of them and remembers where the first
 * are: a transaction for every record would else fill the heap with its markers. Not thread-safe.
 */
final class Gaps {

    private static final int MAX_LOCATED = 10_000;

    private List<OffsetSpan> located = new ArrayList<>();
    private long explained;
    private long unexplained;

    /** Enters the offsets between the record due and the one that came; nothing if they are the same. */
    void enter(long due, long came) {
        if (came > due) {
            unexplained += came - due;
            if (located.size() < MAX_LOCATED) {
                located.add(new OffsetSpan(due, came));
            }
        }
    }

    long explained() {
        return explained;
    }

    long unexplained() {
        return unexplained;
    }

    /** The unexplained ones whose place is known, ascending. */
    List<OffsetSpan> located() {
        return List.copyOf(located);
    }

    /** Leaves of the located ones only {@code remaining} unexplained. */
    void explainAllBut(List<OffsetSpan> remaining) {
        long now = offsets(located) - offsets(remaining);
        explained += now;
        unexplained -= now;
        located = new ArrayList<>(remaining);
    }

    private static long offsets(List<OffsetSpan> spans) {
        return spans.stream().mapToLong(OffsetSpan::length).sum();
    }
}

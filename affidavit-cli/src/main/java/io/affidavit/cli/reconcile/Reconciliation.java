/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.core.identity.RowChecksum;
import java.util.List;
import java.util.Map;

/**
 * The outcome of one comparison.
 *
 * @param bound exclusive position up to which rows were compared
 * @param totals checksum of all rows per tier; rows quarantined by reference count in the topic and in the archive
 * @param quarantined rows of which only a reference was sent
 * @param refused rows that the archive holds in its quarantine table
 * @param masked rows whose event holds content that may have been masked, per tier; their hashes are of the row as read
 * @param unreadable records that could not be told to belong to any row, per tier
 * @param windows how many windows hold a row in any tier
 * @param mismatched windows whose checksums differ, oldest first
 * @param unlisted how many of these were too large to compare key by key
 * @param counts findings per state, listed or not
 * @param findings in order, at most as many as asked for
 */
public record Reconciliation(
        long bound,
        Map<TierName, RowChecksum> totals,
        long quarantined,
        long refused,
        Map<TierName, Long> masked,
        Map<TierName, Long> unreadable,
        int windows,
        List<Long> mismatched,
        int unlisted,
        Map<State, Long> counts,
        List<Finding> findings) {

    public Reconciliation {
        totals = Map.copyOf(totals);
        masked = Map.copyOf(masked);
        unreadable = Map.copyOf(unreadable);
        mismatched = List.copyOf(mismatched);
        counts = Map.copyOf(counts);
        findings = List.copyOf(findings);
    }

    /** Whether every row is in every tier, once and unrevised. */
    public boolean matches() {
        return mismatched.isEmpty();
    }

    /** Whether the only difference is that the source deleted rows which topic and archive hold alike. */
    public boolean matchesButForDeletions() {
        return unlisted == 0 && counts.keySet().stream().allMatch(state -> state == State.DELETED_AT_SOURCE);
    }

    /** How many findings are of this state, listed or not. */
    public long count(State state) {
        return counts.getOrDefault(state, 0L);
    }

    /** How many rows the source held. */
    public long sourceRows() {
        return totals.get(TierName.SOURCE).count();
    }
}

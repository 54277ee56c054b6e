/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.receipts;

import io.affidavit.archive.evidence.statement.CommitStatement;
import io.affidavit.archive.evidence.statement.OffsetFates;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.evidence.statement.OffsetSpan;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What one commit says of a record.
 *
 * @param table name of the table, as the keeper calls it
 * @param statement what was signed
 * @param sha256 over its envelope
 * @param snapshot id of the table's snapshot, where the keeper knew it
 * @param range that the record's offset is in
 * @param doubt why the statement does not count; empty when a trusted key signed these very bytes
 */
record Receipt(
        String table,
        CommitStatement statement,
        String sha256,
        Optional<String> snapshot,
        OffsetRange range,
        Optional<String> doubt) {

    private static final String ELSEWHERE = "elsewhere";
    private static final String EXPLAINED = "gapsExplained";
    private static final String UNEXPLAINED = "gapsUnexplained";

    Receipt {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(statement, "statement");
        Objects.requireNonNull(range, "range");
    }

    /** What became of the offsets of the range, by the names that statements use; only what occurs. */
    Map<String, Long> fates() {
        OffsetFates fates = range.fates();
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("archived", fates.archived());
        counts.put("quarantined", fates.quarantined());
        counts.put("deadLettered", fates.deadLettered());
        counts.put("tombstones", fates.tombstones());
        counts.put("controls", fates.controls());
        counts.put(ELSEWHERE, fates.elsewhere());
        counts.put(EXPLAINED, fates.gapsExplained());
        counts.put(UNEXPLAINED, fates.gapsUnexplained());
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    /** What may have become of a record that a reader can see: where no such record is, is no answer. */
    private Set<String> possible(RecordPlace record) {
        for (OffsetSpan span : range.unexplained()) {
            if (span.from() <= record.offset() && record.offset() < span.to()) {
                return Set.of(UNEXPLAINED);
            }
        }
        Set<String> possible = new LinkedHashSet<>(fates().keySet());
        if (range.unexplained().size() < OffsetRange.MAX_SPANS) {
            // every unexplained gap is named, and the record is in none
            possible.remove(UNEXPLAINED);
        }
        if (possible.size() > 1) {
            possible.remove(EXPLAINED);
        }
        return possible;
    }

    /** What became of the record, where the range leaves no choice. */
    Optional<String> fate(RecordPlace record) {
        Set<String> possible = possible(record);
        return possible.size() == 1 ? possible.stream().findFirst() : Optional.empty();
    }

    /** Whether the statement accounts for the record, and not merely says that another table does. */
    boolean answers(RecordPlace record) {
        return doubt.isEmpty()
                && possible(record).stream()
                        .noneMatch(
                                fate -> fate.equals(ELSEWHERE) || fate.equals(EXPLAINED) || fate.equals(UNEXPLAINED));
    }
}

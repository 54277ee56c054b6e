/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.CommitStatement;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.evidence.statement.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Follows the offsets of every topic partition from statement to statement: each must begin where the last one ended. */
final class OffsetLedger {

    private record Source(String lineage, String topic, int partition) {

        @Override
        public String toString() {
            return topic + "-" + partition + " (lineage " + lineage + ")";
        }
    }

    private final Map<Source, Long> expected = new HashMap<>();
    private final Consumer<Finding> findings;

    OffsetLedger(Consumer<Finding> findings) {
        this.findings = findings;
    }

    /**
     * Checks the ranges of all statements.
     *
     * @param statements oldest first
     */
    void check(List<Statement> statements) {
        for (Statement link : statements) {
            if (!(link instanceof CommitStatement statement)) {
                continue;
            }
            for (OffsetRange range : statement.ranges()) {
                follow(statement, range);
            }
            // a table that records no history of offsets names no ranges
            if (!statement.ranges().isEmpty()) {
                checkCounts(statement);
            }
        }
    }

    private void follow(CommitStatement statement, OffsetRange range) {
        Source source = new Source(statement.lineage(), range.topic(), range.partition());
        Long due = expected.put(source, range.to());
        if (due == null || due == range.from()) {
            return;
        }
        boolean gap = due < range.from();
        findings.accept(Finding.of(
                gap ? FindingKind.OFFSET_GAP : FindingKind.OFFSET_OVERLAP,
                source.toString(),
                "statement " + statement.sequence() + " begins at offset " + range.from() + ", where " + due
                        + " is due"));
    }

    private void checkCounts(CommitStatement statement) {
        long archived = statement.ranges().stream()
                .mapToLong(range -> range.fates().archived())
                .sum();
        long stored =
                statement.files().stream().mapToLong(AttestedFile::records).sum();
        if (archived != stored) {
            findings.accept(Finding.of(
                    FindingKind.COUNT_MISMATCH,
                    "statement " + statement.sequence(),
                    "its offsets archive " + archived + " records, its files hold " + stored));
        }
    }
}

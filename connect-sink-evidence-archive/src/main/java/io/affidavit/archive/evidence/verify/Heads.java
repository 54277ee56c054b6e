/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import io.affidavit.archive.evidence.statement.StatementRef;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/** Finds the head of the chain in the two places where a commit leaves it. */
final class Heads {

    private Heads() {}

    /**
     * Returns the head that the newest snapshot with one names, else the properties' head: snapshots without a head are
     * other writers', and old ones may have been expired.
     */
    static Optional<StatementRef> of(Table table, Consumer<Finding> findings) {
        Optional<StatementRef> summary =
                newestSummary(table).flatMap(properties -> parse(properties, "the snapshot summary's head", findings));
        Optional<StatementRef> property = parse(table.properties(), "the table properties' head", findings);
        if (summary.isPresent() && !summary.equals(property)) {
            findings.accept(Finding.of(
                    FindingKind.HEAD_MISMATCH,
                    table.name(),
                    "the snapshot summary names statement " + text(summary) + ", the table properties "
                            + text(property)));
        }
        Optional<StatementRef> head = summary.or(() -> property);
        if (head.isEmpty()) {
            findings.accept(
                    Finding.of(FindingKind.STATEMENT_MISSING, table.name(), "the table names no statement at all"));
        }
        return head;
    }

    private static Optional<Map<String, String>> newestSummary(Table table) {
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
            Map<String, String> summary = Objects.requireNonNullElse(snapshot.summary(), Map.of());
            if (summary.containsKey(StatementRef.SHA256_KEY)) {
                return Optional.of(summary);
            }
        }
        return Optional.empty();
    }

    private static Optional<StatementRef> parse(
            Map<String, String> properties, String what, Consumer<Finding> findings) {
        try {
            return StatementRef.from(properties);
        } catch (IllegalArgumentException e) {
            findings.accept(Finding.of(FindingKind.HEAD_MISMATCH, what, e.getMessage()));
            return Optional.empty();
        }
    }

    private static String text(Optional<StatementRef> ref) {
        return ref.map(head -> head.sequence() + " (" + head.sha256().substring(0, 16) + ")")
                .orElse("none");
    }
}

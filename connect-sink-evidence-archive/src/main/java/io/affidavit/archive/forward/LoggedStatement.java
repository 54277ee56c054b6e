/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.forward;

import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.evidence.statement.HoldStatement;
import io.affidavit.archive.evidence.statement.KeyStatement;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A statement of a table's log.
 *
 * @param ref where it is
 * @param kind commit, hold, change, completion or key
 * @param envelope its bytes as text, which {@code ref} names the hash of
 * @param snapshot id of the snapshot that it was committed with, where the table still knows it
 * @param ranges the offsets that a commit accounts for; empty for the other kinds
 */
public record LoggedStatement(
        StatementRef ref, String kind, String envelope, OptionalLong snapshot, List<OffsetRange> ranges) {

    public LoggedStatement {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(envelope, "envelope");
        Objects.requireNonNull(snapshot, "snapshot");
        ranges = List.copyOf(ranges);
    }

    static String kind(Statement statement) {
        if (statement instanceof HoldStatement) {
            return "hold";
        }
        if (statement instanceof ChangeStatement) {
            return "change";
        }
        if (statement instanceof KeyStatement) {
            return "key";
        }
        return statement instanceof CompletionStatement ? "completion" : "commit";
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.removal;

import io.affidavit.archive.commit.Attestor;
import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.evidence.hash.Sha256;
import io.affidavit.archive.evidence.statement.CommitStatement;
import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.statement.StatementStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;

/**
 * The statements of a table, from the newest back. Each must be the very bytes that the one after it names. What was read
 * is remembered, but for what commits say of their files. Not thread-safe.
 */
public final class Chain {

    /** Hears of statements, newest first. */
    public interface Visitor {

        /** @return whether to go on to the statement before */
        boolean visit(StatementRef ref, Statement statement);
    }

    /** Reads chains of statements; nothing is remembered yet. */
    public Chain() {}

    /** What is remembered of a statement; the statement itself only where it is none of a commit. */
    private record Link(Optional<StatementRef> previous, Optional<Statement> statement) {}

    private final Map<String, Link> links = new HashMap<>();

    /** Walks over changes, holds and certificates; statements of archived records are passed over. */
    public void walkChanges(Table table, Visitor visitor) {
        Optional<StatementRef> next = Attestor.head(table);
        while (next.isPresent()) {
            StatementRef ref = next.get();
            Link link = links.get(ref.sha256());
            if (link == null) {
                Statement statement = read(table, ref);
                link = new Link(
                        statement.previous(),
                        statement instanceof CommitStatement ? Optional.empty() : Optional.of(statement));
                links.put(ref.sha256(), link);
            }
            boolean goesOn = link.statement()
                    .map(statement -> visitor.visit(ref, statement))
                    .orElse(true);
            next = goesOn ? link.previous() : Optional.empty();
        }
    }

    /** Walks over every statement, and reads each. */
    public void walkAll(Table table, Visitor visitor) {
        Optional<StatementRef> next = Attestor.head(table);
        while (next.isPresent()) {
            Statement statement = read(table, next.get());
            next = visitor.visit(next.get(), statement) ? statement.previous() : Optional.empty();
        }
    }

    private static Statement read(Table table, StatementRef ref) {
        try {
            byte[] bytes = StatementStore.of(table).read(ref);
            if (Sha256.hex(bytes).equals(ref.sha256())) {
                Statement statement = Envelope.parse(bytes).statement();
                if (statement.sequence() == ref.sequence()
                        && statement.tableUuid().equals(table.uuid().toString())) {
                    return statement;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read statement " + ref.path() + ".", e);
        }
        throw new ChangeRefusedException(
                "Cannot follow the statements of " + table.name() + ": " + ref.path()
                        + " is not what the statement after it names. Nothing is removed until affidavit verify finds nothing.");
    }
}

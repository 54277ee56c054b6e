/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import io.affidavit.archive.evidence.hash.Sha256;
import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.MalformedEvidenceException;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.statement.StatementStore;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.iceberg.exceptions.NotFoundException;

/** Walks the statements from the head back to the first, checking each link and signature. */
final class ChainReader {

    private final StatementStore store;
    private final String tableUuid;
    private final SignatureChecks signatures;
    private final Consumer<Finding> findings;

    ChainReader(StatementStore store, String tableUuid, TrustedKeys trusted, Consumer<Finding> findings) {
        this.store = store;
        this.tableUuid = tableUuid;
        this.signatures = new SignatureChecks(trusted, findings);
        this.findings = findings;
    }

    /** Returns the statements that could be read, oldest first. Ends early where the chain does. */
    List<Statement> read(StatementRef head) {
        Deque<Statement> statements = new ArrayDeque<>();
        Optional<StatementRef> next = Optional.of(head);
        while (next.isPresent()) {
            StatementRef ref = next.get();
            Optional<Statement> statement = readOne(ref);
            next = statement.filter(found -> continues(found, ref)).flatMap(Statement::previous);
            statement.ifPresent(statements::addFirst);
        }
        signatures.check(statements);
        return new ArrayList<>(statements);
    }

    private Optional<Statement> readOne(StatementRef ref) {
        try {
            byte[] bytes = store.read(ref);
            if (!Sha256.hex(bytes).equals(ref.sha256())) {
                findings.accept(Finding.of(
                        FindingKind.STATEMENT_ALTERED, ref.path(), "its bytes are not those that the chain names"));
            }
            Envelope envelope = Envelope.parse(bytes);
            signatures.read(ref, envelope);
            return Optional.of(envelope.statement());
        } catch (NotFoundException e) {
            findings.accept(Finding.of(FindingKind.STATEMENT_MISSING, ref.path(), "it is not in the table's store"));
        } catch (MalformedEvidenceException e) {
            findings.accept(Finding.of(FindingKind.STATEMENT_MALFORMED, ref.path(), e.getMessage()));
        } catch (IOException | RuntimeException e) {
            findings.accept(
                    Finding.of(FindingKind.STATEMENT_MISSING, ref.path(), "it cannot be read: " + Failures.name(e)));
        }
        return Optional.empty();
    }

    /** A statement out of sequence ends the walk: nothing before it can be relied on to be its past. */
    private boolean continues(Statement statement, StatementRef ref) {
        if (!statement.tableUuid().equals(tableUuid)) {
            findings.accept(Finding.of(FindingKind.BROKEN_CHAIN, ref.path(), "it belongs to another table"));
        }
        if (statement.sequence() != ref.sequence()) {
            findings.accept(Finding.of(
                    FindingKind.BROKEN_CHAIN,
                    ref.path(),
                    "it is number " + statement.sequence() + " where " + ref.sequence() + " is due"));
            return false;
        }
        return true;
    }
}

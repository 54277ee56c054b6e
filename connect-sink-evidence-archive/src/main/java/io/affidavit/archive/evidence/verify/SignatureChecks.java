/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.KeyStatement;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.core.key.SignatureCheck;
import io.affidavit.core.key.TrustedKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Checks who signed each statement, oldest first: keys that the chain itself names count from there on, keys that it retires
 * no longer. What trusted keys signed is forgotten as soon as it is read; envelopes of others are kept until their turn.
 */
final class SignatureChecks {

    /**
     * What is left to check of a statement.
     *
     * @param signers those of the trusted keys that signed it
     * @param unknown its envelope, when there are none
     */
    private record Pending(StatementRef ref, Set<String> signers, Optional<Envelope> unknown) {}

    private final Map<Long, Pending> pending = new HashMap<>();
    private final Map<String, Long> retired = new HashMap<>();
    private final Consumer<Finding> findings;
    private TrustedKeys trusted;

    SignatureChecks(TrustedKeys trusted, Consumer<Finding> findings) {
        this.trusted = trusted;
        this.findings = findings;
    }

    /** Takes a statement as it is read, in any order. */
    void read(StatementRef ref, Envelope envelope) {
        Set<String> signers = envelope.signers(trusted);
        pending.put(
                ref.sequence(),
                new Pending(ref, signers, signers.isEmpty() ? Optional.of(envelope) : Optional.empty()));
    }

    /** Checks all that was read. */
    void check(Iterable<Statement> oldestFirst) {
        for (Statement statement : oldestFirst) {
            Pending due = pending.remove(statement.sequence());
            if (due != null && counts(due) && statement instanceof KeyStatement key) {
                follow(key);
            }
        }
        // what could be read but is no statement, or not in its place
        pending.values().forEach(this::counts);
    }

    private boolean counts(Pending due) {
        Set<String> signers =
                due.unknown().map(envelope -> envelope.signers(trusted)).orElse(due.signers());
        if (signers.isEmpty()) {
            unsigned(due.ref(), due.unknown().orElseThrow());
            return false;
        }
        boolean valid = signers.stream().anyMatch(key -> !retired.containsKey(key));
        if (!valid) {
            String key = signers.iterator().next();
            findings.accept(Finding.of(
                    FindingKind.RETIRED_KEY,
                    due.ref().path(),
                    "signed by " + key + ", which statement " + retired.get(key) + " retired"));
        }
        return valid;
    }

    private void unsigned(StatementRef ref, Envelope envelope) {
        boolean wrong = envelope.check(trusted) == SignatureCheck.BAD_SIGNATURE;
        findings.accept(Finding.of(
                wrong ? FindingKind.BAD_SIGNATURE : FindingKind.UNTRUSTED_KEY,
                ref.path(),
                wrong
                        ? "the signature in the name of " + envelope.keyIds() + " does not fit the statement"
                        : "signed by " + envelope.keyIds() + ", which the trust file does not hold"));
    }

    private void follow(KeyStatement statement) {
        if (statement.action() == KeyStatement.Action.RETIRE) {
            retired.putIfAbsent(statement.key().id(), statement.sequence());
        } else if (!retired.containsKey(statement.key().id())) {
            trusted = trusted.with(statement.key());
        }
    }
}

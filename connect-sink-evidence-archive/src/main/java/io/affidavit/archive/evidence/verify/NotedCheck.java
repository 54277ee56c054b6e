/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import io.affidavit.archive.evidence.checkpoint.Checkpoint;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the chain with what was noted of it earlier. */
final class NotedCheck {

    private final String tableUuid;
    private final Consumer<Finding> findings;

    NotedCheck(String tableUuid, Consumer<Finding> findings) {
        this.tableUuid = tableUuid;
        this.findings = findings;
    }

    /** @param chain oldest first, as far as it could be read */
    void check(Noted noted, Optional<StatementRef> head, List<Statement> chain) {
        Set<String> linked = Stream.concat(
                        head.stream(), chain.stream().flatMap(statement -> statement.previous().stream()))
                .map(StatementRef::sha256)
                .collect(Collectors.toSet());
        noted.statements().stream()
                .filter(hash -> !linked.contains(hash))
                .forEach(hash -> found(hash, "this statement was noted but is not part of the chain"));
        List<String> hashes = VerifiedChain.hashes(head, chain);
        noted.checkpoints()
                .forEach(checkpoint -> difference(checkpoint, hashes)
                        .ifPresent(detail -> found("checkpoint of " + checkpoint.size() + " statements", detail)));
    }

    private Optional<String> difference(Checkpoint noted, List<String> hashes) {
        if (!noted.origin().equals(Checkpoint.origin(tableUuid))) {
            return Optional.of("it is of another table");
        }
        if (noted.size() > hashes.size()) {
            return Optional.of(
                    hashes.isEmpty()
                            ? "the chain does not lead to its first statement"
                            : "the chain has only " + hashes.size());
        }
        List<byte[]> leaves = hashes.subList(0, Math.toIntExact(noted.size())).stream()
                .map(Checkpoint::leafHash)
                .toList();
        return Checkpoint.of(tableUuid, leaves).equals(noted)
                ? Optional.empty()
                : Optional.of("the chain begins with other statements");
    }

    private void found(String subject, String detail) {
        findings.accept(Finding.of(FindingKind.ROLLED_BACK, subject, detail));
    }
}

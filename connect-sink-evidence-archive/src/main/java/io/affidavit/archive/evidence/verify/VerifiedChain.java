/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import io.affidavit.archive.evidence.checkpoint.Checkpoint;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statements of a table, as links and signatures tell them. Files are not looked at.
 *
 * @param head the newest statement that the table names
 * @param hashes SHA-256 of each statement's envelope from the first to the newest, 64 lower-case hex digits; empty when the
 *     chain could not be followed to its first
 * @param findings what does not hold
 */
public record VerifiedChain(Optional<StatementRef> head, List<String> hashes, List<Finding> findings) {

    public VerifiedChain {
        hashes = List.copyOf(hashes);
        findings = List.copyOf(findings);
    }

    /** Leaf hashes of the first statements, for a {@link Checkpoint}. */
    public List<byte[]> leafHashes(long size) {
        return hashes.subList(0, Math.toIntExact(size)).stream()
                .map(Checkpoint::leafHash)
                .toList();
    }

    /** @param chain oldest first, as far as it could be read */
    static List<String> hashes(Optional<StatementRef> head, List<Statement> chain) {
        List<String> hashes = new ArrayList<>();
        if (!chain.isEmpty() && chain.get(0).sequence() == 1) {
            chain.stream().flatMap(statement -> statement.previous().stream()).forEach(ref -> hashes.add(ref.sha256()));
            head.ifPresent(ref -> hashes.add(ref.sha256()));
        }
        return hashes;
    }
}

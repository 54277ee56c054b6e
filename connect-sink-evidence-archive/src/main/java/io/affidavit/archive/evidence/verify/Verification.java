/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import io.affidavit.archive.evidence.statement.StatementRef;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of a verification.
 *
 * @param head the newest statement that the table names
 * @param statements statements read
 * @param files live files read
 * @param rows rows of those files
 * @param bytes bytes of those files
 * @param findings what does not hold; empty when everything does
 */
public record Verification(
        Optional<StatementRef> head, long statements, long files, long rows, long bytes, List<Finding> findings) {

    public Verification {
        findings = List.copyOf(findings);
    }

    /** Says whether everything holds. */
    public boolean ok() {
        return findings.isEmpty();
    }
}

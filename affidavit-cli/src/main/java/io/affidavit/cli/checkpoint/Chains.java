/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.checkpoint;

import io.affidavit.archive.evidence.verify.Finding;
import io.affidavit.archive.evidence.verify.VerifiedChain;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.core.key.TrustedKeys;
import java.io.PrintWriter;

/** The statements of a table, read and checked. */
final class Chains {

    private Chains() {}

    static VerifiedChain read(OpenTable open, TrustedKeys trusted) {
        try {
            return Verifier.chain(open.table(), trusted);
        } catch (RuntimeException e) {
            throw Failure.of(
                    "Cannot read the statements of table " + open.id(), e, "Check that its store can be reached.");
        }
    }

    /** Says what does not hold. */
    static void print(VerifiedChain chain, PrintWriter out) {
        out.println("FAILED: the chain of statements does not hold.");
        for (Finding finding : chain.findings()) {
            out.println("  " + finding.kind().text() + "  " + finding.subject() + ": " + finding.detail());
        }
    }
}

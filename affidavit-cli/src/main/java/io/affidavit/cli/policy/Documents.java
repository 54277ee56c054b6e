/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.policy;

import io.affidavit.cli.output.Failure;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.PolicyReader;
import io.affidavit.smt.policy.CompiledPolicy;
import java.nio.file.Path;

/** Policy documents in files. */
final class Documents {

    private Documents() {}

    /** A document with what its conditions compile to. */
    record Usable(PolicyDocument document, CompiledPolicy compiled) {

        /** @throws PolicyException if a condition does not compile */
        static Usable of(PolicyDocument document) {
            return new Usable(document, new CompiledPolicy(document));
        }
    }

    /** @throws Failure if the file cannot be read */
    @SuppressWarnings("UnusedException") // its message is repeated
    static String text(Path file) {
        try {
            return PolicyReader.KIND.file(file.toString());
        } catch (PolicyException e) {
            throw new Failure(file + ": " + e.getMessage());
        }
    }

    /** @throws Failure if it cannot be read or used, with its first fault */
    @SuppressWarnings("UnusedException") // its message is repeated
    static Usable read(Path file) {
        try {
            Usable usable = Usable.of(PolicyReader.read(text(file)));
            Terms.faults(usable.document()).stream().findFirst().ifPresent(fault -> {
                throw new PolicyException(fault);
            });
            return usable;
        } catch (PolicyException e) {
            throw new Failure(file + ": " + e.getMessage() + " Every fault is told by: affidavit policy lint.");
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.protect;

import io.affidavit.smt.scan.Label;
import io.affidavit.smt.seal.Owner;

/** What happens to one piece of sensitive content. Implementations are immutable and safe for concurrent use. */
public sealed interface Action
        permits Redact, Partial, Pseudonymize, Seal, SealBySubject, Generalise, Replace, Drop, Keep {

    /**
     * Writes what stands in the place of the content.
     *
     * @param owner whose content it is
     */
    void write(char[] text, int from, int to, Label label, Owner owner, StringBuilder out);

    /** Whether the whole field goes, not the piece alone. */
    default boolean drops() {
        return false;
    }

    /** Whether the mark takes the place of the whole text, not of the piece alone. */
    default boolean replaces() {
        return false;
    }

    /** Whether the content stays readable. */
    default boolean keeps() {
        return false;
    }
}

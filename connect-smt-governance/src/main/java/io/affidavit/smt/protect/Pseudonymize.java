/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.protect;

import io.affidavit.smt.scan.Label;
import io.affidavit.smt.seal.Owner;

/**
 * Puts a pseudonym in the place of the content: the same content of the same tenant always gives the same one, so that
 * records still join, and nobody without the key can test guesses.
 */
record Pseudonymize(PseudonymKey key) implements Action {

    @Override
    public void write(char[] text, int from, int to, Label label, Owner owner, StringBuilder out) {
        out.append(key.pseudonym(owner.tenant(), label, new String(text, from, to - from)));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.protect;

import io.affidavit.smt.scan.Label;
import io.affidavit.smt.scan.Labels;
import io.affidavit.smt.seal.Owner;
import java.util.Locale;

/**
 * Puts a pseudonym in the place of the content: the same content of the same tenant always gives the same one, so that
 * records still join, and nobody without the key can test guesses. Ways of writing one thing are one content: case of an
 * e-mail address, blanks and dashes of a number.
 */
record Pseudonymize(PseudonymKey key) implements Action {

    @Override
    public void write(char[] text, int from, int to, Label label, Owner owner, StringBuilder out) {
        out.append(key.pseudonym(owner.tenant(), label.id(), normal(text, from, to, label)));
    }

    private static String normal(char[] text, int from, int to, Label label) {
        if (label.equals(Labels.EMAIL)) {
            return new String(text, from, to - from).toLowerCase(Locale.ROOT);
        }
        if (!label.equals(Labels.CARD)
                && !label.equals(Labels.PHONE)
                && !label.equals(Labels.US_SSN)
                && !label.equals(Labels.IBAN)) {
            return new String(text, from, to - from);
        }
        StringBuilder solid = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            if (Character.isLetterOrDigit(text[i]) || text[i] == '+') {
                solid.append(Character.toUpperCase(text[i]));
            }
        }
        return solid.toString();
    }
}

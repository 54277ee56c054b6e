/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.protect;

import io.affidavit.smt.scan.Label;
import io.affidavit.smt.scan.Labels;
import io.affidavit.smt.seal.Owner;

/**
 * Keeps what people need to recognise the content: the last four digits of a card, a phone, an account or a social security
 * number, the domain of an e-mail address, the network of an IPv4 address. Everything else is redacted whole.
 */
record Partial() implements Action {

    private static final String HIDDEN = "****";
    private static final int KEPT = 4;

    @Override
    public void write(char[] text, int from, int to, Label label, Owner owner, StringBuilder out) {
        int at = label.equals(Labels.EMAIL) ? last(text, from, to, '@') : -1;
        int dot = label.equals(Labels.IP) ? last(text, from, to, '.') : -1;
        if (at > from) {
            out.append(HIDDEN).append(text, at, to - at);
        } else if (dot > from && last(text, from, to, ':') < 0) {
            out.append(text, from, dot - from).append(".*");
        } else if (label.equals(Labels.CARD)
                || label.equals(Labels.PHONE)
                || label.equals(Labels.IBAN)
                || label.equals(Labels.US_SSN)) {
            out.append(HIDDEN);
            lastFour(text, from, to, out);
        } else {
            out.append(label.mark());
        }
    }

    private static void lastFour(char[] text, int from, int to, StringBuilder out) {
        int start = to;
        for (int kept = 0; start > from && kept < KEPT; ) {
            start--;
            kept += Character.isLetterOrDigit(text[start]) ? 1 : 0;
        }
        for (int i = start; i < to; i++) {
            if (Character.isLetterOrDigit(text[i])) {
                out.append(text[i]);
            }
        }
    }

    private static int last(char[] text, int from, int to, char what) {
        for (int i = to - 1; i >= from; i--) {
            if (text[i] == what) {
                return i;
            }
        }
        return -1;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import java.nio.charset.StandardCharsets;

/** Reads numbers from ASCII bytes without making texts of them. */
final class Digits {

    /** Every number of so few digits fits. */
    private static final int SURE = 18;

    private Digits() {}

    /** @throws NumberFormatException if the bytes are not a whole number; the message may repeat it */
    static long signed(byte[] text, int from, int to) {
        int first = from < to && text[from] == '-' ? from + 1 : from;
        if (to - first > SURE || to == first) {
            return Long.parseLong(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
        }
        long number = number(text, first, to);
        return first == from ? number : -number;
    }

    /** The number that some digits give. */
    static long number(byte[] text, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException("Not a digit.");
            }
            number = number * 10 + digit;
        }
        return number;
    }
}

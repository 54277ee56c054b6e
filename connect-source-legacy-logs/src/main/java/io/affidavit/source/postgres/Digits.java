/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import java.nio.charset.StandardCharsets;

/** Reads and writes numbers as ASCII bytes without making texts of them. */
final class Digits {

    /** Every number of so few digits fits. */
    private static final int SURE = 18;

    /** No number has more characters. */
    static final int MOST = 20;

    /** Every number of so few digits is a double, as are these powers of ten, so that their quotient is the nearest one. */
    private static final int EXACT = 15;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private Digits() {}

    /**
     * Writes a number to the end of an array of {@link #MOST} bytes.
     *
     * @return where it begins
     */
    static int write(long number, byte[] text) {
        int at = text.length;
        // of the two signs the negative one has room for every number
        long rest = number < 0 ? number : -number;
        do {
            text[--at] = (byte) ('0' - rest % 10);
            rest /= 10;
        } while (rest != 0);
        if (number < 0) {
            text[--at] = '-';
        }
        return at;
    }

    /** Writes a number of at most so many digits to a place, with zeros in front. */
    static void fill(int number, byte[] text, int from, int to) {
        int rest = number;
        for (int at = to - 1; at >= from; at--) {
            text[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** @throws NumberFormatException if the bytes are not a whole number; the message may repeat it */
    static long signed(byte[] text, int from, int to) {
        int first = from < to && text[from] == '-' ? from + 1 : from;
        if (to - first > SURE || to == first) {
            return Long.parseLong(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
        }
        long number = number(text, first, to);
        return first == from ? number : -number;
    }

    /**
     * The double nearest to a text, as {@link Double#valueOf} gives it; most texts take a division only (W. D. Clinger: How to
     * read floating point numbers accurately, PLDI 1990).
     *
     * @throws NumberFormatException if the bytes are not a number; the message may repeat it
     */
    static double nearest(byte[] text, int from, int to) {
        int first = from < to && text[from] == '-' ? from + 1 : from;
        long digits = 0;
        int count = 0;
        int fraction = 0;
        int behindPoint = 0;
        for (int i = first; i < to; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
                count++;
                fraction += behindPoint;
            } else if (text[i] == '.' && behindPoint == 0) {
                behindPoint = 1;
            } else {
                return slowly(text, from, to);
            }
        }
        if (count == 0 || count > EXACT) {
            return slowly(text, from, to);
        }
        double number = digits / POWERS_OF_TEN[fraction];
        return first == from ? number : -number;
    }

    private static double slowly(byte[] text, int from, int to) {
        return Double.parseDouble(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
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

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

/** Reads the numbers of {@link QuickJson}: those of so few digits that nothing is rounded but the last step. */
final class QuickNumbers {

    /** Fifteen digits are exact in a double, and eighteen in a long. */
    private static final int MOST_DIGITS = 18;

    private static final int MOST_DIGITS_OF_FRACTION = 15;
    /** These powers are exact in a double, so that a division by one is rounded once. */
    private static final double[] POWERS = powers();

    private int end;

    /** Behind what was read last. */
    int end() {
        return end;
    }

    /** The number that begins here, as {@link JsonText} reads it, or {@link QuickJson#UNSURE}. */
    Object read(byte[] text, int from) {
        int sign = text[from] == '-' ? 1 : 0;
        int first = from + sign;
        int at = first;
        long digits = 0;
        int count = 0;
        for (; at < text.length && digit(text[at]); at++) {
            digits = digits * 10 + (text[at] - '0');
            count++;
        }
        end = at;
        boolean zeros = count > 1 && text[first] == '0';
        if (count == 0 || count > MOST_DIGITS || zeros) {
            return QuickJson.UNSURE;
        }
        int c = at < text.length ? text[at] : ' ';
        if (c != '.' && c != 'e' && c != 'E') {
            return sign == 0 ? digits : -digits;
        }
        int scale = 0;
        if (c == '.') {
            int point = ++at;
            for (; at < text.length && digit(text[at]) && count <= MOST_DIGITS; at++) {
                digits = digits * 10 + (text[at] - '0');
                count++;
            }
            scale = at - point;
            c = at < text.length ? text[at] : ' ';
            if (scale == 0) {
                return QuickJson.UNSURE;
            }
        }
        if (c == 'e' || c == 'E') {
            int negative = at + 1 < text.length && text[at + 1] == '-' ? 1 : 0;
            at += 1 + negative;
            // one digit is enough for what is money or a share
            boolean one = at < text.length && digit(text[at]) && (at + 1 == text.length || !digit(text[at + 1]));
            if (!one) {
                return QuickJson.UNSURE;
            }
            int exponent = text[at++] - '0';
            scale += negative == 1 ? exponent : -exponent;
        }
        end = at;
        if (count > MOST_DIGITS_OF_FRACTION || scale < 0 || scale >= POWERS.length) {
            return QuickJson.UNSURE;
        }
        return (sign == 0 ? digits : -digits) / POWERS[scale];
    }

    private static boolean digit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static double[] powers() {
        double[] powers = new double[23];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}

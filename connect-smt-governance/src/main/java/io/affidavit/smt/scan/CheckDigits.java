/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/** The check digit algorithms that many kinds of numbers share. Characters that are no digits count as zero. */
final class CheckDigits {

    private static final int[][] VERHOEFF_PRODUCT = new int[10][10];
    private static final int[][] VERHOEFF_PERMUTATION = new int[8][10];
    private static final int[] VIN_WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    private static final String VIN_VALUES = "12345678.12345.7.923456789";

    static {
        int[] step = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
        for (int i = 0; i < 10; i++) {
            VERHOEFF_PERMUTATION[0][i] = i;
            for (int j = 0; j < 10; j++) {
                VERHOEFF_PRODUCT[i][j] = dihedral(i, j);
            }
        }
        for (int row = 1; row < 8; row++) {
            for (int i = 0; i < 10; i++) {
                VERHOEFF_PERMUTATION[row][i] = VERHOEFF_PERMUTATION[row - 1][step[i]];
            }
        }
    }

    private CheckDigits() {}

    static int digit(char[] code, int at) {
        return Chars.digit(code[at]) ? code[at] - '0' : 0;
    }

    static long number(char[] code, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + digit(code, i);
        }
        return value;
    }

    /** The weighted sum of the first digits, as many as there are weights. */
    static int sum(char[] code, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * digit(code, i);
        }
        return sum;
    }

    /** ISO/IEC 7812-1 annex B; {@code prefix} is the sum of digits that stand before the code by convention. */
    static boolean luhn(char[] code, int from, int to, int prefix) {
        return (luhnSum(code, from, to, to) + prefix) % 10 == 0;
    }

    /**
     * The sum where every second digit counts twice, seen from {@code last}; a prefix of an odd or even length is doubled as if
     * it stood before a code of even length.
     */
    static int luhnSum(char[] code, int from, int to, int last) {
        int sum = 0;
        for (int i = to - 1; i >= from; i--) {
            boolean twice = ((last == 0 ? to : last) - i) % 2 == 0;
            int value = digit(code, i) * (twice ? 2 : 1);
            sum += value > 9 ? value - 9 : value;
        }
        return sum;
    }

    /** J. Verhoeff, Error Detecting Decimal Codes, 1969. */
    static boolean verhoeff(char[] code, int length) {
        int check = 0;
        for (int i = 0; i < length; i++) {
            check = VERHOEFF_PRODUCT[check][VERHOEFF_PERMUTATION[i % 8][digit(code, length - 1 - i)]];
        }
        return check == 0;
    }

    /** ISO 7064 MOD 11,10. */
    static boolean mod11and10(char[] code, int from, int to) {
        int product = 10;
        for (int i = from; i < to - 1; i++) {
            int sum = (digit(code, i) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (product + digit(code, to - 1)) % 10 == 1;
    }

    /** ICAO 9303 part 3, section 4.9: weights 7, 3, 1 and letters from 10. */
    static boolean mrz(char[] code, int length) {
        int sum = 0;
        for (int i = 0; i < length - 1; i++) {
            int value = Chars.digit(code[i]) ? code[i] - '0' : code[i] - 'A' + 10;
            sum += value * (i % 3 == 0 ? 7 : i % 3 == 1 ? 3 : 1);
        }
        return sum % 10 == digit(code, length - 1);
    }

    /** 49 CFR 565.15, the check digit in ninth place; I, O and Q are no letters of a vehicle number (ISO 3779). */
    static boolean vin(char[] code, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            char c = code[i];
            char value = Chars.digit(c) ? c : VIN_VALUES.charAt(c - 'A');
            if (value == '.') {
                return false;
            }
            sum += (value - '0') * VIN_WEIGHTS[i];
        }
        int check = sum % 11;
        return code[8] == (check == 10 ? 'X' : (char) ('0' + check));
    }

    /** Multiplication of the dihedral group of ten elements. */
    private static int dihedral(int i, int j) {
        if (i < 5) {
            return j < 5 ? (i + j) % 5 : (i + j - 5) % 5 + 5;
        }
        return j < 5 ? (i - 5 - j + 5) % 5 + 5 : (i - j + 5) % 5;
    }
}

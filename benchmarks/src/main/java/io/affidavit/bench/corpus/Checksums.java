/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench.corpus;

import java.math.BigInteger;

/** Check digits as their issuers publish them. */
final class Checksums {

    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);
    /** The dihedral group of order ten and its permutation, as Verhoeff gave them in 1969. */
    private static final String[] DIHEDRAL = {
        "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
        "5987604321", "6598710432", "7659821043", "8765932104", "9876543210"
    };

    private static final String[] PERMUTATION = {
        "0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258"
    };

    private Checksums() {}

    /** The digit that makes the number pass ISO/IEC 7812-1 annex B. */
    static char luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    /** The two digits of an IBAN, ISO 13616. */
    static String iban(String country, String account) {
        StringBuilder number = new StringBuilder();
        (account + country + "00").chars().forEach(c -> number.append(Character.digit(c, 36)));
        return String.format(
                "%02d", 98 - new BigInteger(number.toString()).mod(NINETY_SEVEN).intValue());
    }

    /** The digit of an Aadhaar number. */
    static char verhoeff(String digits) {
        int state = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            state = DIHEDRAL[state].charAt(PERMUTATION[(i + 1) % 8].charAt(digit) - '0') - '0';
        }
        return (char) ('0' + DIHEDRAL[state].indexOf('0'));
    }

    /** The sum of digits times weights. */
    static int weighted(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (digits.charAt(i) - '0') * weights[i];
        }
        return sum;
    }
}

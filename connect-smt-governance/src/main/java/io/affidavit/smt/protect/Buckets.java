/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.protect;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Rounds numbers down to multiples, in plain digits. */
final class Buckets {

    /** Digits behind a leading zero are a code. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,30})(\\.\\d{1,30})?(E-?\\d{1,2})?");

    private Buckets() {}

    /** The lower bound of the bucket that the number falls into, or null where the text is no number. */
    static String of(String text, long width) {
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        BigDecimal size = BigDecimal.valueOf(width);
        return new BigDecimal(text)
                .divide(size, 0, RoundingMode.FLOOR)
                .multiply(size)
                .toPlainString();
    }
}

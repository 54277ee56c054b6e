/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import java.math.BigDecimal;

/** Decides which decimal numbers an IEEE 754 double may stand for. */
final class Doubles {

    /** Digits that any decimal print of a double needs at most. */
    private static final int DIGITS = 17;

    private Doubles() {}

    /**
     * Whether the nearest double keeps the number: its shortest print is the same number, or the number is a fraction of
     * at most seventeen digits and so may itself be the print of a double.
     */
    static boolean hold(BigDecimal exact) {
        double nearest = exact.doubleValue();
        if (!Double.isFinite(nearest)) {
            return false;
        }
        boolean fraction = exact.scale() > 0 && exact.stripTrailingZeros().scale() > 0;
        return (fraction && exact.precision() <= DIGITS && nearest != 0.0)
                || BigDecimal.valueOf(nearest).compareTo(exact) == 0;
    }
}

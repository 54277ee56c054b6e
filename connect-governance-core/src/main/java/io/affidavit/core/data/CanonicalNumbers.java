/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import java.io.IOException;
import java.math.BigDecimal;
import org.erdtman.jcs.NumberToJSON;

/** Numbers as RFC 8785 section 3.2.2.3 writes them, or as strings where a double would change them. */
final class CanonicalNumbers {

    /** Integers up to here are exact in a double and print as plain digits. */
    private static final long EXACT = 1L << 53;

    private CanonicalNumbers() {}

    static void write(StringBuilder out, long number) {
        if (number >= -EXACT && number <= EXACT) {
            out.append(number);
        } else {
            write(out, BigDecimal.valueOf(number));
        }
    }

    static void write(StringBuilder out, double number) {
        if (!Double.isFinite(number)) {
            throw new InvalidJsonException("a number is not finite");
        }
        out.append(ecmaScript(number));
    }

    static void write(StringBuilder out, BigDecimal exact) {
        if (Doubles.hold(exact)) {
            out.append(ecmaScript(exact.doubleValue()));
        } else {
            out.append('"').append(exact).append('"');
        }
    }

    private static String ecmaScript(double number) {
        try {
            return NumberToJSON.serializeNumber(number);
        } catch (IOException e) {
            throw new InvalidJsonException("a number is not finite");
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Date;
import java.util.Map;

/**
 * Coercions of numbers. Whole numbers keep every digit or are refused; a fraction becomes the nearest double, as it does in
 * every reader of JSON.
 */
final class Numbers {

    // Longer decimal texts are no numbers anybody sent on purpose, and parsing them costs quadratic time.
    private static final int MAX_DIGITS = 1000;
    private static final int MOST_UNSCALED_BYTES = 17;
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    // What JSON writers put in quotes, because JSON has no number for it.
    private static final Map<String, Double> WORDS =
            Map.of("NaN", Double.NaN, "Infinity", Double.POSITIVE_INFINITY, "-Infinity", Double.NEGATIVE_INFINITY);

    private Numbers() {}

    static Long toLong(Object value, String path) {
        if (value instanceof Long number) {
            return number;
        }
        if (isIntegral(value)) {
            return ((Number) value).longValue();
        }
        if (value instanceof Date date) {
            return date.getTime();
        }
        try {
            return decimal(value, path).longValueExact();
        } catch (ArithmeticException e) {
            throw outOfRange(path);
        }
    }

    static Double toDouble(Object value, String path) {
        if (value instanceof Double number) {
            return number;
        }
        if (value instanceof Float number) {
            return number.doubleValue();
        }
        if (isIntegral(value) && Math.abs(((Number) value).longValue() / 2) < EXACT_IN_DOUBLE / 2) {
            return ((Number) value).doubleValue();
        }
        Double word = value instanceof String text ? WORDS.get(text.trim()) : null;
        return word == null ? nearest(decimal(value, path), path) : word;
    }

    /** The number with exactly {@code scale} digits after the point; bytes are unscaled digits, as Connect writes them. */
    static BigDecimal toDecimal(Object value, int scale, String path) {
        byte[] unscaled = Scalars.rawBytes(value);
        if (unscaled != null) {
            if (unscaled.length == 0) {
                throw Scalars.mismatch(path);
            }
            if (unscaled.length > MOST_UNSCALED_BYTES) {
                throw outOfRange(path);
            }
            return new BigDecimal(new BigInteger(unscaled), scale);
        }
        try {
            return decimal(value, path).setScale(scale);
        } catch (ArithmeticException e) {
            // Rounding would be needed.
            throw outOfRange(path);
        }
    }

    private static Double nearest(BigDecimal exact, String path) {
        double nearest = exact.doubleValue();
        boolean whole = exact.scale() <= 0 || exact.stripTrailingZeros().scale() <= 0;
        boolean kept = Double.isFinite(nearest)
                && (whole
                        ? BigDecimal.valueOf(nearest).compareTo(exact) == 0
                                || new BigDecimal(nearest).compareTo(exact) == 0
                        : nearest != 0.0);
        if (!kept) {
            throw outOfRange(path);
        }
        return nearest;
    }

    private static BigDecimal decimal(Object value, String path) {
        try {
            if (value instanceof BigDecimal decimal) {
                return bounded(decimal, path);
            }
            if (value instanceof BigInteger integer) {
                return new BigDecimal(integer);
            }
            if (isIntegral(value)) {
                return BigDecimal.valueOf(((Number) value).longValue());
            }
            if (value instanceof Double || value instanceof Float) {
                if (!Double.isFinite(((Number) value).doubleValue())) {
                    throw outOfRange(path);
                }
                return new BigDecimal(value.toString());
            }
            if (value instanceof String text && text.length() <= MAX_DIGITS) {
                return bounded(new BigDecimal(text.trim()), path);
            }
        } catch (NumberFormatException e) {
            throw Scalars.mismatch(path);
        }
        throw Scalars.mismatch(path);
    }

    private static boolean isIntegral(Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
    }

    /** Refuses exponents that would expand to millions of digits. */
    private static BigDecimal bounded(BigDecimal decimal, String path) {
        if (Math.abs((long) decimal.scale()) > MAX_DIGITS) {
            throw outOfRange(path);
        }
        return decimal;
    }

    private static Rejection outOfRange(String path) {
        return new Rejection(Rules.OUT_OF_RANGE, path);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.InvalidJsonException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.connect.data.Struct;

/** Coercions of single values that lose nothing: what would lose a digit or a meaning is refused. */
final class Scalars {

    // Longer decimal texts are no numbers anybody sent on purpose, and parsing them costs quadratic time.
    private static final int MAX_DIGITS = 1000;

    private Scalars() {}

    static Boolean toBoolean(Object value, String path) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof String text && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
            return text.equalsIgnoreCase("true");
        }
        throw mismatch(path);
    }

    static Long toLong(Object value, String path) {
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Date date) {
            return date.getTime();
        }
        try {
            return decimal(value, path).longValueExact();
        } catch (ArithmeticException e) {
            throw new Rejection(Rules.OUT_OF_RANGE, path);
        }
    }

    static Double toDouble(Object value, String path) {
        if (value instanceof Double number) {
            return number;
        }
        if (value instanceof Float number) {
            return number.doubleValue();
        }
        double number = decimal(value, path).doubleValue();
        if (Double.isInfinite(number)) {
            throw new Rejection(Rules.OUT_OF_RANGE, path);
        }
        return number;
    }

    static BigDecimal toDecimal(Object value, int precision, int scale, String path) {
        try {
            BigDecimal decimal = decimal(value, path).setScale(scale);
            if (decimal.precision() <= precision) {
                return decimal;
            }
        } catch (ArithmeticException e) {
            // Rounding would be needed: refused below, as too many digits are.
        }
        throw new Rejection(Rules.OUT_OF_RANGE, path);
    }

    /** Text as it is, other scalars as text, structures as canonical JSON. */
    static CharSequence toText(Object value, String path) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Date date) {
            return date.toInstant().toString();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Map || value instanceof List || value instanceof Struct) {
            try {
                return CanonicalJson.of(value);
            } catch (InvalidJsonException e) {
                throw mismatch(path);
            }
        }
        throw mismatch(path);
    }

    static ByteBuffer toBytes(Object value, String path) {
        if (value instanceof ByteBuffer buffer) {
            return buffer.duplicate();
        }
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value instanceof String text) {
            try {
                return ByteBuffer.wrap(Base64.getDecoder().decode(text));
            } catch (IllegalArgumentException e) {
                throw mismatch(path);
            }
        }
        throw mismatch(path);
    }

    static UUID toUuid(Object value, String path) {
        if (value instanceof UUID uuid) {
            return uuid;
        }
        if (value instanceof String text && text.length() == 36) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                throw mismatch(path);
            }
        }
        throw mismatch(path);
    }

    static Rejection mismatch(String path) {
        return new Rejection(Rules.TYPE_MISMATCH, path);
    }

    private static BigDecimal decimal(Object value, String path) {
        try {
            if (value instanceof BigDecimal decimal) {
                return bounded(decimal, path);
            }
            if (value instanceof BigInteger integer) {
                return new BigDecimal(integer);
            }
            if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
                return BigDecimal.valueOf(((Number) value).longValue());
            }
            if (value instanceof Double || value instanceof Float) {
                return new BigDecimal(value.toString());
            }
            if (value instanceof String text && text.length() <= MAX_DIGITS) {
                return bounded(new BigDecimal(text.trim()), path);
            }
        } catch (NumberFormatException e) {
            throw mismatch(path);
        }
        throw mismatch(path);
    }

    /** Refuses exponents that would expand to millions of digits. */
    private static BigDecimal bounded(BigDecimal decimal, String path) {
        if (Math.abs((long) decimal.scale()) > MAX_DIGITS) {
            throw new Rejection(Rules.OUT_OF_RANGE, path);
        }
        return decimal;
    }
}

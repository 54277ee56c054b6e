/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import java.math.BigDecimal;
import java.util.Date;
import java.util.Locale;
import org.apache.kafka.connect.data.Schema;

/** The types that steps can give a value. Casts lose nothing: what would is refused. */
enum Scalar {
    STRING {
        @Override
        Object cast(Object value) {
            // not toPlainString: an exponent could ask for gigabytes of zeros
            return value instanceof Date date
                    ? date.toInstant().toString()
                    : value instanceof String || value instanceof Number || value instanceof Boolean
                            ? value.toString()
                            : null;
        }
    },
    INT32 {
        @Override
        Object cast(Object value) {
            Long whole = whole(value);
            return whole == null || whole != whole.intValue() ? null : (Object) whole.intValue();
        }
    },
    INT64 {
        @Override
        Object cast(Object value) {
            return whole(value);
        }
    },
    FLOAT64 {
        @Override
        Object cast(Object value) {
            BigDecimal exact = exact(value);
            double number = exact == null ? Double.NaN : exact.doubleValue();
            return Double.isFinite(number) ? (Object) number : null;
        }
    },
    BOOLEAN {
        @Override
        Object cast(Object value) {
            String text = value.toString();
            return switch (value instanceof Boolean || value instanceof String || value instanceof Number ? text : "") {
                case "true", "TRUE", "True", "1" -> true;
                case "false", "FALSE", "False", "0" -> false;
                default -> null;
            };
        }
    };

    private static final int LONGEST = 400;

    /** The value in this type, or null if it cannot be. */
    abstract Object cast(Object value);

    /** An optional schema of this type. */
    Schema schema() {
        return switch (this) {
            case STRING -> Schema.OPTIONAL_STRING_SCHEMA;
            case INT32 -> Schema.OPTIONAL_INT32_SCHEMA;
            case INT64 -> Schema.OPTIONAL_INT64_SCHEMA;
            case FLOAT64 -> Schema.OPTIONAL_FLOAT64_SCHEMA;
            case BOOLEAN -> Schema.OPTIONAL_BOOLEAN_SCHEMA;
        };
    }

    /** @throws IllegalArgumentException for an unknown type */
    static Scalar of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    static String names() {
        return "string, int32, int64, float64, boolean";
    }

    private static Long whole(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Date date) {
            return date.getTime();
        }
        try {
            BigDecimal exact = exact(value);
            return exact == null ? null : exact.longValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static BigDecimal exact(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        String text = value instanceof String || value instanceof Number
                ? value.toString().trim()
                : "";
        try {
            return text.isEmpty() || text.length() > LONGEST ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Schema;

/** Puts the text that an action wrote into the type that stood in its place, so that numbers stay numbers and dates dates. */
final class Typed {

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,60})(\\.\\d{1,60})?");
    private static final Pattern MONTH = Pattern.compile("(\\d{4})(?:-(\\d{2}))?");

    private Typed() {}

    /** Null where a schema demands a type into which the text does not go. */
    static Object of(Schema schema, Object value, String text) {
        if (value instanceof byte[] || value instanceof ByteBuffer) {
            return LeafReader.bytesLike(value, text);
        }
        Object typed = value instanceof Number number && numeric(text)
                ? number(number, new BigDecimal(text))
                : value instanceof Date ? date(text) : null;
        boolean free = schema == null || schema.type() == Schema.Type.STRING;
        return typed == null && free ? text : typed;
    }

    /** Whether the text is a number as JSON writes it. */
    static boolean numeric(String text) {
        return NUMBER.matcher(text).matches();
    }

    @SuppressWarnings("UnusedException") // a number out of range is an answer
    private static Number number(Number like, BigDecimal number) {
        try {
            if (like instanceof Long) {
                return number.longValueExact();
            }
            if (like instanceof Integer) {
                return number.intValueExact();
            }
            if (like instanceof Short) {
                return number.shortValueExact();
            }
            if (like instanceof Byte) {
                return number.byteValueExact();
            }
            if (like instanceof Double) {
                return number.doubleValue();
            }
            if (like instanceof Float) {
                return number.floatValue();
            }
            if (like instanceof BigDecimal decimal) {
                return number.setScale(decimal.scale());
            }
            return like instanceof BigInteger ? number.toBigIntegerExact() : null;
        } catch (ArithmeticException e) {
            return null;
        }
    }

    /** The first day of the month or year. */
    private static Date date(String text) {
        var parts = MONTH.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        int month = parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2));
        return Date.from(YearMonth.of(Integer.parseInt(parts.group(1)), month)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant());
    }

    /** Whether the place is protected because nothing names it, and no mark fits there, so that it is emptied. */
    static boolean emptied(Schema schema, Object value, PathNode place) {
        boolean marked = value instanceof String || value instanceof byte[] || value instanceof ByteBuffer;
        return place.unnamed && !marked && schema != null && schema.isOptional();
    }
}

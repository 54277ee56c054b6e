/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.mapping;

import io.affidavit.smt.row.Row;
import io.affidavit.smt.row.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings source values into the types of the contract. */
final class Coercion {

    private Coercion() {}

    /** The value as the target takes it, or null if it cannot be brought into that type. */
    static Object to(Target target, Object value, Row row) {
        return switch (target.type()) {
            case STRING -> target.json() ? Values.json(value) : row.text(value);
            case INT64 -> integer(value);
            case FLOAT64 -> real(value);
            case BOOLEAN -> flag(value);
            case STRING_LIST -> texts(value);
            case STRING_MAP -> members(value);
            case TIMESTAMP_MS -> time(row.millis(value));
            case STRUCT -> throw new IllegalStateException("A group is no target.");
        };
    }

    private static Long integer(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        BigDecimal number = number(value);
        try {
            return number == null ? null : (Long) number.longValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static Double real(Object value) {
        if (value instanceof Double number && Double.isFinite(number)) {
            // decimals have no zero below zero
            return number == 0 ? (Double) 0.0 : number;
        }
        BigDecimal number = number(value);
        return number == null ? null : (Double) number.doubleValue();
    }

    private static BigDecimal number(Object value) {
        if (!(value instanceof Number) && !(value instanceof String)) {
            return null;
        }
        String text = value.toString().trim();
        try {
            return text.length() > 64 ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Boolean flag(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        return switch (value.toString()) {
            case "true", "True", "t", "1" -> true;
            case "false", "False", "f", "0" -> false;
            default -> null;
        };
    }

    static List<String> texts(Object value) {
        List<String> texts = new ArrayList<>();
        for (Object element : Values.elements(value)) {
            if (element != null) {
                texts.add(Values.text(element));
            }
        }
        return texts;
    }

    private static Map<String, String> members(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return null;
        }
        Map<String, String> members = new LinkedHashMap<>();
        map.forEach((name, member) -> members.put(String.valueOf(name), member == null ? null : Values.text(member)));
        return members;
    }

    private static Date time(Long millis) {
        return millis == null ? null : new Date(millis);
    }
}

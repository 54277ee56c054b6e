/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.offset;

import java.util.Map;

/** Typed reads of offset maps. */
final class OffsetFields {

    private OffsetFields() {}

    static String text(Map<String, ?> map, String field) {
        if (map.get(field) instanceof String text) {
            return text;
        }
        throw new OffsetFormatException(field, "must be text");
    }

    static long number(Map<String, ?> map, String field) {
        Object value = map.get(field);
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        throw new OffsetFormatException(field, "must be a whole number");
    }

    static long hex(Map<String, ?> map, String field) {
        try {
            return Long.parseUnsignedLong(text(map, field), 16);
        } catch (NumberFormatException e) {
            throw new OffsetFormatException(field, "must be 16 hexadecimal digits");
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON values as records can hold them: numbers that neither a long nor a double holds become text, which loses no digit. */
final class PlainJson {

    private PlainJson() {}

    static Map<String, Object> of(Map<?, ?> members) {
        Map<String, Object> plain = new LinkedHashMap<>();
        members.forEach((name, value) -> plain.put((String) name, value(value)));
        return plain;
    }

    private static Object value(Object value) {
        if (value instanceof Map<?, ?> members) {
            return of(members);
        }
        if (value instanceof List<?> elements) {
            List<Object> plain = new ArrayList<>(elements.size());
            elements.forEach(element -> plain.add(value(element)));
            return plain;
        }
        return value instanceof BigDecimal || value instanceof BigInteger ? value.toString() : value;
    }
}

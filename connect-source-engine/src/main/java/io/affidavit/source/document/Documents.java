/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.document;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON documents as record values. */
public final class Documents {

    private Documents() {}

    /**
     * The value with every number that neither a 64-bit integer nor a double can hold as the text of its digits:
     * converters know no greater type for values without a schema.
     *
     * @param json maps, lists, texts, numbers, booleans and nulls; left as it is
     */
    public static Object plain(Object json) {
        if (json instanceof Map<?, ?> members) {
            return plainMap(members);
        }
        if (json instanceof List<?> elements) {
            List<Object> copy = new ArrayList<>(elements.size());
            elements.forEach(element -> copy.add(plain(element)));
            return copy;
        }
        return json instanceof BigInteger || json instanceof BigDecimal ? json.toString() : json;
    }

    /** As {@link #plain}, of an object. */
    public static Map<String, Object> plainMap(Map<?, ?> members) {
        Map<String, Object> copy = new LinkedHashMap<>(members.size() * 2);
        members.forEach((name, value) -> copy.put((String) name, plain(value)));
        return copy;
    }
}

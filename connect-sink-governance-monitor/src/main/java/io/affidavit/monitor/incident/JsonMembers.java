/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.incident;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The members of a JSON object by the type they must have. Throws IllegalArgumentException where they have not. */
record JsonMembers(Map<?, ?> members) {

    static JsonMembers of(Object json) {
        if (json instanceof Map<?, ?> members) {
            return new JsonMembers(members);
        }
        throw new IllegalArgumentException("no object");
    }

    JsonMembers members(String name) {
        return of(members.get(name));
    }

    String text(String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("no text");
    }

    String textOr(String name, String otherwise) {
        return members.get(name) == null ? otherwise : text(name);
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    long whole(String name) {
        return whole(members.get(name));
    }

    /** NaN if there is none. */
    double number(String name) {
        return members.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    List<?> list(String name) {
        if (members.get(name) instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("no list");
    }

    List<Long> wholes(String name) {
        return list(name).stream().map(JsonMembers::whole).toList();
    }

    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        members.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
        return texts;
    }

    private static Long whole(Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException("no number");
    }
}

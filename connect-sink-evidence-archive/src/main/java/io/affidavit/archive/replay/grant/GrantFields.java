/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay.grant;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The members of a JSON object, read strictly: nobody signs for what nobody reads. */
record GrantFields(Map<?, ?> members) {

    @SuppressWarnings("UnusedException") // said in full by the message
    static GrantFields parse(String json) {
        try {
            return of(JsonText.parse(json));
        } catch (InvalidJsonException e) {
            throw new InvalidGrantException("it is not JSON. Use what affidavit replay authorize wrote.");
        }
    }

    private static GrantFields of(Object value) {
        if (value instanceof Map<?, ?> members) {
            return new GrantFields(members);
        }
        throw new InvalidGrantException("what should be a JSON object is none.");
    }

    /** Refuses others: a rule that this version does not know would be passed over. */
    void hasOnly(Set<String> names) {
        members.keySet().stream()
                .filter(name -> !names.contains(name.toString()))
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidGrantException("it has a field that is not known. It may be of a later version.");
                });
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    String text(String name) {
        return member(name, String.class, "text");
    }

    long number(String name) {
        return member(name, Long.class, "a whole number");
    }

    @SuppressWarnings("UnusedException") // its message quotes the text
    Instant time(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw new InvalidGrantException("its field " + name + " is no time such as 2026-01-01T00:00:00Z.");
        }
    }

    GrantFields object(String name) {
        return of(members.get(name));
    }

    List<String> texts(String name) {
        return list(name).stream().map(value -> asText(name, value)).toList();
    }

    Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(name).members.forEach((key, value) -> texts.put(key.toString(), asText(name, value)));
        return texts;
    }

    private List<?> list(String name) {
        return member(name, List.class, "a list");
    }

    private <T> T member(String name, Class<T> type, String what) {
        Object value = members.get(name);
        if (!type.isInstance(value)) {
            throw new InvalidGrantException("its field " + name + " is missing or is not " + what + ".");
        }
        return type.cast(value);
    }

    private static String asText(String name, Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new InvalidGrantException("its field " + name + " holds what is not text.");
    }
}

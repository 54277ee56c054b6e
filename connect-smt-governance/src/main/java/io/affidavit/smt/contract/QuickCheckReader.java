/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.contract;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a contract that has been found valid into a {@link QuickCheck}, as far as its keywords are known. */
final class QuickCheckReader {

    private static final Set<String> ASSERTIONS =
            Set.of("type", "properties", "required", "additionalProperties", "items", "enum", "const");
    /** Keywords that decide nothing. {@code format} is among them in this draft. */
    private static final Set<String> ANNOTATIONS = Set.of(
            "$schema",
            "$id",
            "$comment",
            "title",
            "description",
            "default",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
            "format");

    /** Null if a keyword is not known. */
    QuickCheck read(Object schema) {
        if (schema instanceof Boolean valid) {
            return new QuickCheck(valid ? JsonType.ALL : 0, Map.of(), List.of(), null, null, null);
        }
        Map<?, ?> keywords = (Map<?, ?>) schema;
        for (Object keyword : keywords.keySet()) {
            if (!ASSERTIONS.contains(keyword) && !ANNOTATIONS.contains(keyword)) {
                return null;
            }
        }
        Map<String, QuickCheck> properties = new HashMap<>();
        for (Map.Entry<?, ?> property : map(keywords.get("properties")).entrySet()) {
            QuickCheck check = read(property.getValue());
            if (check == null) {
                return null;
            }
            properties.put((String) property.getKey(), check);
        }
        QuickCheck additional = optional(keywords, "additionalProperties");
        QuickCheck items = optional(keywords, "items");
        Set<String> texts = new HashSet<>();
        if (unknown(keywords, "additionalProperties", additional)
                || unknown(keywords, "items", items)
                || !texts(keywords, texts)) {
            return null;
        }
        boolean anyText = !keywords.containsKey("enum") && !keywords.containsKey("const");
        return new QuickCheck(
                types(keywords.get("type")),
                properties,
                names(keywords.get("required")),
                additional,
                items,
                anyText ? null : texts);
    }

    private QuickCheck optional(Map<?, ?> keywords, String name) {
        return keywords.containsKey(name) ? read(keywords.get(name)) : null;
    }

    private static boolean unknown(Map<?, ?> keywords, String name, QuickCheck check) {
        return check == null && keywords.containsKey(name);
    }

    /** Collects the texts of {@code enum} and {@code const}; false where there are both, or values of other types. */
    private static boolean texts(Map<?, ?> keywords, Set<String> texts) {
        if (keywords.containsKey("enum") && keywords.containsKey("const")) {
            return false;
        }
        Collection<?> values = keywords.get("enum") instanceof Collection<?> list ? list : List.of();
        for (Object value : values) {
            if (!(value instanceof String text)) {
                return false;
            }
            texts.add(text);
        }
        if (keywords.containsKey("const")) {
            if (!(keywords.get("const") instanceof String text)) {
                return false;
            }
            texts.add(text);
        }
        return true;
    }

    private static int types(Object type) {
        if (type == null) {
            return JsonType.ALL;
        }
        if (type instanceof String name) {
            return JsonType.of(name).bit();
        }
        int types = 0;
        for (Object name : (Collection<?>) type) {
            types |= JsonType.of((String) name).bit();
        }
        return types;
    }

    private static Collection<String> names(Object required) {
        return required instanceof Collection<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}

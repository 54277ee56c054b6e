/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.contract;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/**
 * Recognises payloads that satisfy a contract, as they stand, without turning them into JSON. Knows the common keywords only
 * and may say no to what is valid, but never yes to what is not. Safe for many threads.
 */
final class QuickCheck {

    private static final int MAX_DEPTH = 64;
    private static final QuickCheck ANY = new QuickCheck(JsonType.ALL, Map.of(), List.of(), null, null, null);

    private final int types;
    private final Map<String, QuickCheck> properties;
    private final String[] required;
    /** For members without a property of their own; null accepts any. */
    private final QuickCheck additional;
    /** Null accepts any. */
    private final QuickCheck items;
    /** Texts, one of which it must be; null accepts any. */
    private final Set<String> texts;

    QuickCheck(
            int types,
            Map<String, QuickCheck> properties,
            Collection<String> required,
            QuickCheck additional,
            QuickCheck items,
            Set<String> texts) {
        this.types = types;
        this.properties = new HashMap<>(properties);
        this.required = required.toArray(String[]::new);
        this.additional = additional;
        this.items = items;
        this.texts = texts == null ? null : new HashSet<>(texts);
    }

    /**
     * @param contract as maps and lists
     * @return null if the contract uses a keyword that is not known here
     */
    static QuickCheck of(Object contract) {
        return new QuickCheckReader().read(contract);
    }

    boolean accepts(Object payload) {
        return accepts(payload, 0);
    }

    private boolean accepts(Object value, int depth) {
        if (value == null) {
            return is(JsonType.NULL) && texts == null;
        }
        if (value instanceof String text) {
            return is(JsonType.STRING) && (texts == null || texts.contains(text));
        }
        if (texts != null || depth > MAX_DEPTH) {
            return false;
        }
        // interfaces last: that a value is none of them takes longest to tell
        if (value instanceof Struct struct) {
            return is(JsonType.OBJECT) && acceptsMembers(struct, depth);
        }
        if (value instanceof Boolean) {
            return is(JsonType.BOOLEAN);
        }
        if (value instanceof Double number) {
            return is(JsonType.NUMBER) && Double.isFinite(number);
        }
        if (value instanceof Long
                || value instanceof Integer
                || value instanceof Date
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger) {
            return (types & (JsonType.INTEGER.bit() | JsonType.NUMBER.bit())) != 0;
        }
        if (value instanceof BigDecimal) {
            return is(JsonType.NUMBER);
        }
        if (value instanceof Map<?, ?> map) {
            return is(JsonType.OBJECT) && acceptsMembers(map, depth);
        }
        return value instanceof List<?> list && is(JsonType.ARRAY) && acceptsItems(list, depth);
    }

    private boolean acceptsMembers(Struct struct, int depth) {
        for (Field field : struct.schema().fields()) {
            Object member = struct.get(field);
            if (member != null && !acceptsMember(field.name(), member, depth)) {
                return false;
            }
        }
        for (String name : required) {
            Field field = struct.schema().field(name);
            if (field == null || struct.get(field) == null) {
                return false;
            }
        }
        return true;
    }

    private boolean acceptsMembers(Map<?, ?> map, int depth) {
        for (Map.Entry<?, ?> member : map.entrySet()) {
            if (!(member.getKey() instanceof String name) || !acceptsMember(name, member.getValue(), depth)) {
                return false;
            }
        }
        for (String name : required) {
            if (!map.containsKey(name)) {
                return false;
            }
        }
        return true;
    }

    private boolean acceptsMember(String name, Object member, int depth) {
        QuickCheck check = properties.getOrDefault(name, additional);
        return (check == null ? ANY : check).accepts(member, depth + 1);
    }

    private boolean acceptsItems(List<?> list, int depth) {
        for (Object item : list) {
            if (!(items == null ? ANY : items).accepts(item, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean is(JsonType type) {
        return (types & type.bit()) != 0;
    }
}

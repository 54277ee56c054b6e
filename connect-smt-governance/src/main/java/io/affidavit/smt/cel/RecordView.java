/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A read-only map over part of a record, for one thread. A null field is absent. CEL asks {@code containsKey} before each
 * {@code get}: the last answer is kept.
 */
abstract class RecordView extends AbstractMap<String, Object> {

    private Object lastKey;
    private Object lastValue;

    /** The value as CEL knows it, or null where it is absent. */
    abstract Object read(String name);

    /** Names that may be present, each once. */
    abstract Iterable<String> names();

    // the same constant of the same expression asks twice
    @SuppressWarnings("ReferenceEquality")
    @Override
    public final Object get(Object key) {
        if (key == lastKey) {
            return lastValue;
        }
        Object value = key instanceof String name ? read(name) : null;
        lastKey = key;
        lastValue = value;
        return value;
    }

    @Override
    public final boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public final Set<Map.Entry<String, Object>> entrySet() {
        Map<String, Object> present = new LinkedHashMap<>();
        for (String name : names()) {
            Object value = read(name);
            if (value != null) {
                present.put(name, value);
            }
        }
        return present.entrySet();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import java.util.AbstractMap;

/**
 * A read-only map over part of a record, for one thread. A null field is absent. CEL asks {@code containsKey} before each
 * {@code get}: the last answer is kept.
 */
abstract class RecordView extends AbstractMap<String, Object> {

    private Object lastKey;
    private Object lastValue;

    /** The value as CEL knows it, or null where it is absent. */
    abstract Object read(String name);

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
}

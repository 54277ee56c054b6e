/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.misuse;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** What is known of the keys used most recently, of at most so many; the one used longest ago makes way. */
final class Recent<K, V> {

    private final int most;
    private final Map<K, V> values = new LinkedHashMap<>(16, .75f, true);

    Recent(int most) {
        this.most = most;
    }

    /** The value of a key, which counts as a use; null where there is none. */
    V use(K key) {
        return values.get(key);
    }

    /** The value of a key, made where there is none. */
    V use(K key, Supplier<V> fresh) {
        V value = values.get(key);
        if (value == null) {
            value = fresh.get();
            put(key, value);
        }
        return value;
    }

    void put(K key, V value) {
        values.put(key, value);
        if (values.size() > most) {
            Iterator<K> eldest = values.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    int size() {
        return values.size();
    }

    void clear() {
        values.clear();
    }

    /** All keys, the one used longest ago first. */
    void forEach(BiConsumer<K, V> action) {
        values.forEach(action);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A small map in the order of its entries. Objects of events have few members, and copying two arrays takes a fraction of
 * what filling a hash table does. Not for many threads while it changes.
 */
public final class ArrayMap extends AbstractMap<String, Object> {

    /** With more entries, looking for one takes longer than the copy saves. */
    public static final int MOST = 16;

    /** With more entries, even what is only read and handed on takes longer to look up than a hash table to fill. */
    static final int WIDEST = 32;

    /** Steps mostly add a member or two. */
    private static final int SPARE = 2;

    private String[] keys;
    private Object[] values;
    private int size;

    public ArrayMap() {
        this(4);
    }

    /** @param room for so many entries without growing */
    public ArrayMap(int room) {
        this(new String[room], new Object[room], 0);
    }

    /** A copy of a map whose keys are all text; null for others. */
    public static ArrayMap copyOf(Map<?, ?> original) {
        if (original instanceof ArrayMap other) {
            return new ArrayMap(
                    Arrays.copyOf(other.keys, other.size + SPARE),
                    Arrays.copyOf(other.values, other.size + SPARE),
                    other.size);
        }
        String[] keys = new String[original.size() + SPARE];
        Object[] values = new Object[original.size() + SPARE];
        int size = 0;
        for (Map.Entry<?, ?> entry : original.entrySet()) {
            if (!(entry.getKey() instanceof String key) || size == keys.length) {
                return null;
            }
            keys[size] = key;
            values[size++] = entry.getValue();
        }
        return new ArrayMap(keys, values, size);
    }

    private ArrayMap(String[] keys, Object[] values, int size) {
        this.keys = keys;
        this.values = values;
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    /** The key of the i-th entry. */
    public String key(int i) {
        return keys[i];
    }

    /** The value of the i-th entry. */
    public Object value(int i) {
        return values[i];
    }

    /** Puts all entries into two arrays. */
    public void copyTo(String[] allKeys, Object[] allValues) {
        System.arraycopy(keys, 0, allKeys, 0, size);
        System.arraycopy(values, 0, allValues, 0, size);
    }

    /** Whether every key is greater than the one before it. */
    boolean isSorted() {
        for (int i = 1; i < size; i++) {
            if (keys[i - 1].compareTo(keys[i]) >= 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Object get(Object key) {
        int at = index(key);
        return at < 0 ? null : values[at];
    }

    @Override
    public boolean containsKey(Object key) {
        return index(key) >= 0;
    }

    @Override
    public Object put(String key, Object value) {
        int at = index(key);
        if (at >= 0) {
            Object before = values[at];
            values[at] = value;
            return before;
        }
        add(key, value);
        return null;
    }

    /** Puts an entry whose key the map does not have yet, which is not looked at again. */
    public void add(String key, Object value) {
        if (size == keys.length) {
            grow();
        }
        keys[size] = key;
        values[size++] = value;
    }

    @Override
    public Object remove(Object key) {
        int at = index(key);
        if (at < 0) {
            return null;
        }
        Object before = values[at];
        size--;
        System.arraycopy(keys, at + 1, keys, at, size - at);
        System.arraycopy(values, at + 1, values, at, size - at);
        keys[size] = null;
        values[size] = null;
        return before;
    }

    @Override
    public void clear() {
        Arrays.fill(keys, null);
        Arrays.fill(values, null);
        size = 0;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Object> action) {
        for (int i = 0; i < size; i++) {
            action.accept(keys[i], values[i]);
        }
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Iterator<Map.Entry<String, Object>> iterator() {
                return new Entries();
            }
        };
    }

    // names are mostly the same object: readers of JSON intern them, and so do our paths
    @SuppressWarnings("ReferenceEquality")
    private int index(Object key) {
        for (int i = 0; i < size; i++) {
            if (keys[i] == key) {
                return i;
            }
        }
        return key instanceof String name ? equal(name) : -1;
    }

    private int equal(String name) {
        int hash = name.hashCode();
        for (int i = 0; i < size; i++) {
            if (keys[i].hashCode() == hash && keys[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, size * 2 + 2);
        values = Arrays.copyOf(values, size * 2 + 2);
    }

    private final class Entries implements Iterator<Map.Entry<String, Object>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public Map.Entry<String, Object> next() {
            if (next == size) {
                throw new NoSuchElementException();
            }
            return new SimpleEntry<>(keys[next], values[next++]) {
                private static final long serialVersionUID = 1L;

                @Override
                public Object setValue(Object value) {
                    put(getKey(), value);
                    return super.setValue(value);
                }
            };
        }

        @Override
        public void remove() {
            ArrayMap.this.remove(keys[--next]);
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.core.data.ArrayMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * The containers of one value in order of discovery: at the same time the work list of the walk and the record of where each
 * container hangs. A container is copied when something in it changes, and a copy is put into its parent at the end;
 * everything else is shared. Reused from value to value.
 */
final class Containers {

    private int size;
    private Object[] originals = new Object[16];
    private Object[] copies = new Object[16];
    private Schema[] schemas = new Schema[16];
    private PathNode[] places = new PathNode[16];
    private int[] parents = new int[16];
    private int[] depths = new int[16];
    private int[] evidence = new int[16];
    /** Where it hangs in its parent: a Field, a map key, or null with the index below. */
    private Object[] slots = new Object[16];

    private int[] indexes = new int[16];

    int size() {
        return size;
    }

    Object original(int i) {
        return originals[i];
    }

    Schema schema(int i) {
        return schemas[i];
    }

    PathNode place(int i) {
        return places[i];
    }

    int depth(int i) {
        return depths[i];
    }

    int evidence(int i) {
        return evidence[i];
    }

    void add(Object container, Schema schema, PathNode place, int said, int parent, Object slot, int index) {
        if (size == originals.length) {
            grow();
        }
        originals[size] = container;
        schemas[size] = schema;
        places[size] = place;
        evidence[size] = said;
        parents[size] = parent;
        depths[size] = parent < 0 ? 1 : depths[parent] + 1;
        slots[size] = slot;
        indexes[size++] = index;
    }

    /** Replaces or removes a value; the container is copied first. */
    void replace(int container, Object slot, int index, Object value) {
        if (copies[container] == null) {
            copies[container] = copy(originals[container]);
        }
        Object held = value == TextMasker.DROPPED ? null : value;
        if (copies[container] instanceof Struct struct) {
            struct.put((Field) slot, held);
        } else if (copies[container] instanceof List<?> items) {
            own(items).set(index, held);
        } else if (value == TextMasker.DROPPED) {
            ((Map<?, ?>) copies[container]).remove(slot);
        } else {
            own((Map<?, ?>) copies[container]).put(slot, held);
        }
    }

    /** Puts every copy into its parent; the copy of the first container, or null where nothing changed. */
    Object join() {
        // children come after their parents
        for (int i = size - 1; i > 0; i--) {
            if (copies[i] != null) {
                replace(parents[i], slots[i], indexes[i], copies[i]);
            }
        }
        return copies[0];
    }

    /** Adds the names from the root to what hangs in a container; list indexes are left out. */
    void addTo(int container, Object slot, List<String> names) {
        int at = names.size();
        Object last = slot;
        for (int i = container; i >= 0; i = parents[i]) {
            String name = last instanceof Field field ? field.name() : last instanceof String text ? text : null;
            if (name != null) {
                names.add(at, name);
            }
            last = slots[i];
        }
    }

    /** The names from the root to a field, or null where a container on the way has no schema. */
    String path(int container, Object slot) {
        StringBuilder path = new StringBuilder();
        Object last = slot;
        for (int i = container; i >= 0; i = parents[i]) {
            if (!(last instanceof Field field)) {
                return null;
            }
            path.insert(0, (path.length() == 0 ? "" : ".")).insert(0, field.name());
            last = slots[i];
        }
        return path.toString();
    }

    void clear() {
        Arrays.fill(originals, 0, size, null);
        Arrays.fill(copies, 0, size, null);
        Arrays.fill(schemas, 0, size, null);
        Arrays.fill(slots, 0, size, null);
        size = 0;
    }

    private static Object copy(Object original) {
        if (original instanceof Struct struct) {
            Struct copy = new Struct(struct.schema());
            for (Field field : struct.schema().fields()) {
                copy.put(field, struct.getWithoutDefault(field.name()));
            }
            return copy;
        }
        return original instanceof List<?> list ? new ArrayList<>(list) : copy((Map<?, ?>) original);
    }

    /** A copy in the same order, which may be changed. */
    static Map<?, ?> copy(Map<?, ?> map) {
        return map instanceof ArrayMap few ? ArrayMap.copyOf(few) : new LinkedHashMap<>(map);
    }

    /** The copies are made above and take any object. */
    @SuppressWarnings("unchecked")
    private static List<Object> own(List<?> copy) {
        return (List<Object>) copy;
    }

    @SuppressWarnings("unchecked")
    static Map<Object, Object> own(Map<?, ?> copy) {
        return (Map<Object, Object>) copy;
    }

    private void grow() {
        int capacity = size * 2;
        originals = Arrays.copyOf(originals, capacity);
        copies = Arrays.copyOf(copies, capacity);
        schemas = Arrays.copyOf(schemas, capacity);
        places = Arrays.copyOf(places, capacity);
        parents = Arrays.copyOf(parents, capacity);
        depths = Arrays.copyOf(depths, capacity);
        evidence = Arrays.copyOf(evidence, capacity);
        slots = Arrays.copyOf(slots, capacity);
        indexes = Arrays.copyOf(indexes, capacity);
    }
}

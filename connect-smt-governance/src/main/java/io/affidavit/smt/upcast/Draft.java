/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import io.affidavit.core.data.ArrayMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/**
 * One value being rewritten. Containers are copied when something in them changes, and not before; the original is never
 * touched. Not for many threads.
 */
final class Draft {

    private final PathIndex paths;
    private final Object original;
    /** By path: the containers that were looked up already. */
    private final Object[] found;
    /** By path: our own copies, which count instead of what was found. */
    private final Map<String, Object>[] copies;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Draft(PathIndex paths, Object original) {
        this.paths = paths;
        this.original = original;
        this.found = new Object[paths.size()];
        this.copies = new Map[paths.size()];
    }

    /** The value at a path, or null where there is none. */
    Object value(int path) {
        Object container = container(paths.parent(path));
        if (container instanceof ArrayMap map) {
            return map.get(paths.name(path));
        }
        if (container instanceof Struct struct) {
            return member(struct, paths.name(path));
        }
        return container instanceof Map<?, ?> map ? map.get(paths.name(path)) : null;
    }

    /** Whether the path is there, be its value null. */
    boolean has(int path) {
        Object container = container(paths.parent(path));
        if (container instanceof Map<?, ?> map) {
            return map.containsKey(paths.name(path));
        }
        return container instanceof Struct struct && struct.schema().field(paths.name(path)) != null;
    }

    /** Sets a value and returns the one before; objects on the way are made where there are none. */
    Object put(int path, Object value) {
        Object before = own(paths.parent(path)).put(paths.name(path), value);
        forget(path);
        return before;
    }

    /** Removes and returns the value. */
    Object take(int path) {
        Object taken = own(paths.parent(path)).remove(paths.name(path));
        forget(path);
        return taken;
    }

    /** The rewritten value: the original itself if nothing changed. Objects that were Structs are {@link Fields}. */
    Object result() {
        return copies[Paths.ROOT] == null ? original : copies[Paths.ROOT];
    }

    String text(int path) {
        return paths.text(path);
    }

    private Object container(int path) {
        if (copies[path] != null) {
            return copies[path];
        }
        if (path == Paths.ROOT) {
            return original;
        }
        if (found[path] == null) {
            found[path] = value(path);
        }
        return found[path];
    }

    private Map<String, Object> own(int path) {
        Map<String, Object> copy = copies[path];
        if (copy == null) {
            if (path == Paths.ROOT) {
                copy = copyOf(original, path);
            } else {
                Object held = container(path);
                copy = held == null ? empty() : copyOf(held, path);
                own(paths.parent(path)).put(paths.name(path), copy);
            }
            copies[path] = copy;
        }
        return copy;
    }

    private Map<String, Object> empty() {
        return original instanceof Struct ? new Fields() : new ArrayMap();
    }

    /** Keys of other types stay what they are: no step can name them. */
    @SuppressWarnings("unchecked")
    private Map<String, Object> copyOf(Object container, int path) {
        if (container instanceof Struct struct) {
            return new Fields(struct);
        }
        if (container instanceof Fields fields) {
            return new Fields(fields);
        }
        if (container instanceof Map<?, ?> map) {
            ArrayMap copy = map.size() > ArrayMap.MOST ? null : ArrayMap.copyOf(map);
            return copy == null ? new LinkedHashMap<>((Map<String, Object>) map) : copy;
        }
        throw new UpcastException(UpcastException.SHAPE, paths.text(path));
    }

    /** What was found or copied below a path that changed is now elsewhere, or nowhere. */
    private void forget(int path) {
        for (int below : paths.within(path)) {
            found[below] = null;
            copies[below] = null;
        }
    }

    private static Object member(Struct struct, String name) {
        Field field = struct.schema().field(name);
        return field == null ? null : struct.get(field);
    }
}

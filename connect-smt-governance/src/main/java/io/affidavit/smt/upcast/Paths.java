/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The paths that steps name, numbered, so that a record is rewritten by index. Number 0 is the record itself; the parent of
 * a path has a smaller number. Grows while steps are read and is only read afterwards.
 */
final class Paths {

    static final int ROOT = 0;

    private final List<Integer> parents = new ArrayList<>(List.of(-1));
    private final List<String> names = new ArrayList<>(List.of(""));
    private final Map<List<String>, Integer> numbers = new HashMap<>(Map.of(List.of(), ROOT));

    /** The number of a path; all that lead to it get numbers too. */
    int number(List<String> path) {
        Integer known = numbers.get(path);
        if (known != null) {
            return known;
        }
        int parent = number(path.subList(0, path.size() - 1));
        parents.add(parent);
        names.add(path.get(path.size() - 1));
        numbers.put(List.copyOf(path), parents.size() - 1);
        return parents.size() - 1;
    }

    int size() {
        return parents.size();
    }

    int parent(int path) {
        return parents.get(path);
    }

    String name(int path) {
        return names.get(path);
    }

    /** For messages: comes from configuration alone. */
    String text(int path) {
        int parent = parent(path);
        return parent <= ROOT ? name(path) : text(parent) + "." + name(path);
    }
}

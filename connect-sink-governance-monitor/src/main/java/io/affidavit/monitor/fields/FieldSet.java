/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.fields;

import io.affidavit.core.data.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fields of a record, numbered from 0 in the order in which they were first named. */
public final class FieldSet {

    private final Map<FieldPath, Integer> indexes = new LinkedHashMap<>();

    /** The number of a field, which is added if it is new. */
    public int add(FieldPath path) {
        if (!path.literal()) {
            throw new IllegalArgumentException("Cannot watch field: its path has wildcards. Name one field.");
        }
        Integer known = indexes.putIfAbsent(path, indexes.size());
        return known == null ? indexes.size() - 1 : known;
    }

    public int size() {
        return indexes.size();
    }

    /** Names of every path, by number. */
    List<List<String>> paths() {
        List<List<String>> paths = new ArrayList<>();
        indexes.keySet().forEach(path -> paths.add(path.segments()));
        return paths;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import io.affidavit.core.data.FieldPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All paths of one mapping, numbered, so that reading a row needs no lookup by name. Filled once, then only read. */
public final class PathTable {

    private final List<String> rootNames = new ArrayList<>();
    private final Map<String, Integer> rootIndex = new HashMap<>();
    private final List<PathNode> trees = new ArrayList<>();
    private final Map<List<String>, SourcePath> paths = new HashMap<>();

    /**
     * Reads a path: a JSON pointer (RFC 6901) if it starts with a slash, names joined by dots otherwise.
     *
     * @throws IllegalArgumentException if the text is neither, or has a wildcard
     */
    public SourcePath path(String text) {
        List<String> names = names(text);
        SourcePath known = paths.get(names);
        if (known != null) {
            return known;
        }
        int root = root(names.get(0));
        SourcePath path = new SourcePath(paths.size(), root, names.subList(1, names.size()), text);
        paths.put(names, path);
        node(names).slot(path.slot());
        return path;
    }

    /**
     * Accounts for the members of an object one by one: what no path reads becomes an attribute of its own.
     *
     * @param prefix put before each member's name
     */
    public void spread(String text, String prefix) {
        List<String> names = names(text);
        root(names.get(0));
        for (int depth = 1; depth < names.size(); depth++) {
            node(names.subList(0, depth)).spreadOnTheWay();
        }
        node(names).spread(prefix);
    }

    int pathCount() {
        return paths.size();
    }

    int rootCount() {
        return rootNames.size();
    }

    String rootName(int root) {
        return rootNames.get(root);
    }

    /** The index of a column, or -1 if no path begins there. */
    int rootOf(String column) {
        return rootIndex.getOrDefault(column, -1);
    }

    PathNode tree(int root) {
        return trees.get(root);
    }

    private int root(String column) {
        Integer known = rootIndex.get(column);
        if (known != null) {
            return known;
        }
        rootIndex.put(column, rootNames.size());
        rootNames.add(column);
        trees.add(new PathNode());
        return rootNames.size() - 1;
    }

    private PathNode node(List<String> names) {
        PathNode node = trees.get(rootIndex.get(names.get(0)));
        for (String name : names.subList(1, names.size())) {
            node = node.childOrNew(name);
        }
        return node;
    }

    private static List<String> names(String text) {
        if (!text.startsWith("/")) {
            FieldPath path = FieldPath.parse(text);
            if (!path.literal()) {
                throw new IllegalArgumentException("Cannot read source path: it has a wildcard. Name one field.");
            }
            return path.segments();
        }
        List<String> names = new ArrayList<>();
        for (String part : text.substring(1).split("/", -1)) {
            names.add(part.replace("~1", "/").replace("~0", "~"));
        }
        if (names.contains("")) {
            throw new IllegalArgumentException("Cannot read source path: a name is empty.");
        }
        return names;
    }
}

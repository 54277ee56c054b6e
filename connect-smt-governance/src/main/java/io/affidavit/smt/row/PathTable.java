/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import io.affidavit.core.data.FieldPath;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All paths of one mapping, numbered, so that reading a row needs no lookup by name. Filled once, then only read. */
public final class PathTable {

    /** No column has an empty name. */
    private static final String ELEMENT = "";

    private final List<String> rootNames = new ArrayList<>();
    private final Map<String, Integer> rootIndex = new HashMap<>();
    private final List<PathNode> trees = new ArrayList<>();
    private final Map<List<String>, SourcePath> paths = new HashMap<>();
    private final List<ColumnKind> kinds = new ArrayList<>();
    private final BitSet required = new BitSet();
    private final List<String> open = new ArrayList<>();
    private boolean knowsColumns;
    private int element = -1;

    /**
     * Reads a path: a JSON pointer (RFC 6901) if it starts with a slash, names joined by dots otherwise.
     *
     * @throws IllegalArgumentException if the text is neither, or has a wildcard
     */
    public SourcePath path(String text) {
        return numbered(names(text), text);
    }

    private SourcePath numbered(List<String> names, String text) {
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
     * A path into the element that an event of several is made of, written as its first name and what follows.
     *
     * @param text as for {@link #path}; its first name is not looked at
     */
    public SourcePath elementPath(String text) {
        List<String> names = new ArrayList<>(names(text));
        names.set(0, ELEMENT);
        element = root(ELEMENT);
        return numbered(names, text);
    }

    /** Tells that what stands at a path is read in canonical form. */
    public void canonical(SourcePath path) {
        if (path.rest().isEmpty()) {
            trees.get(path.root()).readWhole();
        }
    }

    /** The first name of a path. */
    public static String firstName(String text) {
        return names(text).get(0);
    }

    /** Tells that the source has a column; once one is told, rows are compared with all that were. */
    public void column(String name, ColumnKind kind, boolean needed) {
        int root = root(name);
        kinds.set(root, kind);
        required.set(root, needed);
        knowsColumns = true;
    }

    /** Tells that the source may have any column whose name begins so. */
    public void open(String beginning) {
        open.add(beginning);
        knowsColumns = true;
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

    /** The root of paths into an element, or -1 if there are none. */
    int elementRoot() {
        return element;
    }

    boolean knowsColumns() {
        return knowsColumns;
    }

    boolean isOpen(String column) {
        for (String beginning : open) {
            if (column.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    ColumnKind kind(int root) {
        return kinds.get(root);
    }

    boolean required(int root) {
        return required.get(root);
    }

    int requiredCount() {
        return required.cardinality();
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
        kinds.add(ColumnKind.ANY);
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

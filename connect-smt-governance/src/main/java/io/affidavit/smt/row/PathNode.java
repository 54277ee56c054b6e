/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import io.affidavit.core.data.ArrayMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A node of the tree of all paths a mapping reads: says which parts of a column are accounted for. */
final class PathNode {

    private final Map<String, PathNode> children = new HashMap<>();
    /** The same children with their names and the elements of a list that these stand for. */
    private PathNode[] nodes = {};

    private String[] names = {};
    private int[] elements = {};
    private int slot = -1;
    private boolean readWhole;
    /** Whether canonical JSON may write the name of a child in another way, or an element has two names. */
    private boolean ambiguous;

    private String spreadPrefix;
    private boolean spreadBelow;

    PathNode child(String name) {
        return children.get(name);
    }

    PathNode childOrNew(String name) {
        PathNode known = children.get(name);
        if (known != null) {
            return known;
        }
        PathNode child = new PathNode();
        int last = nodes.length;
        nodes = Arrays.copyOf(nodes, last + 1);
        names = Arrays.copyOf(names, last + 1);
        elements = Arrays.copyOf(elements, last + 1);
        nodes[last] = child;
        names[last] = name;
        elements[last] = Nested.index(name);
        ambiguous |= (elements[last] >= 0 && element(elements[last]) != child) || CanonicalSearch.escapes(name);
        children.put(name, child);
        return child;
    }

    /** The child whose name stands in a text; null for none. */
    PathNode child(String text, int from, int to) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].length() == to - from && text.startsWith(names[i], from)) {
                return nodes[i];
            }
        }
        return null;
    }

    /** The child that an element of a list is; null for none. */
    PathNode element(int index) {
        for (int i = 0; i < elements.length; i++) {
            if (elements[i] == index) {
                return nodes[i];
            }
        }
        return null;
    }

    boolean hasChildren() {
        return nodes.length > 0;
    }

    boolean ambiguous() {
        return ambiguous;
    }

    int slot() {
        return slot;
    }

    void slot(int value) {
        slot = value;
    }

    /** Marks this node as one that is read as a whole too, in canonical form. */
    void readWhole() {
        readWhole = true;
    }

    /** Whether paths below are looked up in the canonical form first, which is made anyway. */
    boolean searchesCanonical() {
        return readWhole && hasChildren() && !opens();
    }

    /** Marks this node as spread; {@link #spreadOnTheWay} marks the nodes above it. */
    void spread(String prefix) {
        spreadPrefix = prefix;
    }

    void spreadOnTheWay() {
        spreadBelow = true;
    }

    /**
     * Looks up all paths below this node at once: an object has fewer members than a mapping knows paths.
     *
     * @param container what stands here, opened; may be null
     * @param found takes values by the slots of their paths
     */
    void find(Object container, Object[] found) {
        if (container instanceof ArrayMap few && few.size() < children.size()) {
            for (int i = 0; i < few.size(); i++) {
                PathNode child = children.get(few.key(i));
                if (child != null) {
                    child.found(few.value(i), found);
                }
            }
        } else if (container instanceof Map<?, ?> map && map.size() < children.size()) {
            for (Map.Entry<?, ?> member : map.entrySet()) {
                PathNode child = member.getKey() instanceof String name ? children.get(name) : null;
                if (child != null) {
                    child.found(member.getValue(), found);
                }
            }
        } else if (container != null) {
            for (Map.Entry<String, PathNode> child : children.entrySet()) {
                child.getValue().found(Nested.member(container, child.getKey()), found);
            }
        }
    }

    private void found(Object value, Object[] found) {
        if (slot >= 0) {
            found[slot] = value;
        }
        if (value != null && !children.isEmpty()) {
            find(Nested.open(value), found);
        }
    }

    /** Takes back what {@link #find} found. */
    void forget(Object[] found) {
        for (PathNode child : children.values()) {
            if (child.slot >= 0) {
                found[child.slot] = null;
            }
            child.forget(found);
        }
    }

    boolean consumed(boolean[] used) {
        return slot >= 0 && used[slot];
    }

    /** Whether the members of this node are accounted for one by one. */
    boolean opens() {
        return spreadPrefix != null || spreadBelow;
    }

    /** What precedes the name of a member in its attribute. */
    String memberPrefix(String name) {
        return spreadPrefix == null ? name + "." : spreadPrefix;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import io.affidavit.core.data.ArrayMap;
import java.util.HashMap;
import java.util.Map;

/** A node of the tree of all paths a mapping reads: says which parts of a column are accounted for. */
final class PathNode {

    private final Map<String, PathNode> children = new HashMap<>();
    private int slot = -1;
    private String spreadPrefix;
    private boolean spreadBelow;

    PathNode child(String name) {
        return children.get(name);
    }

    PathNode childOrNew(String name) {
        return children.computeIfAbsent(name, key -> new PathNode());
    }

    void slot(int value) {
        slot = value;
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

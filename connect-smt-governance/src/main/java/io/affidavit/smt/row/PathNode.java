/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

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

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import java.util.Arrays;
import java.util.List;

/** The objects and arrays of a JSON text that are open, and what was known where each began. */
final class JsonNesting {

    private boolean[] objects = new boolean[16];
    private PathNode[] nodes = new PathNode[16];
    private int[] evidences = new int[16];
    /** Where the name of each stands as it is written; nowhere for a nameless one. */
    private int[] nameStarts = new int[16];

    private int[] nameEnds = new int[16];
    private int depth;

    void clear() {
        depth = 0;
    }

    int depth() {
        return depth;
    }

    /** Whether the innermost is an object. */
    boolean inObject() {
        return depth > 0 && objects[depth - 1];
    }

    /** That of the innermost; there must be one. */
    PathNode node() {
        return nodes[depth - 1];
    }

    /** That of the innermost; there must be one. */
    int evidence() {
        return evidences[depth - 1];
    }

    void open(boolean object, PathNode node, int evidence, int nameFrom, int nameTo) {
        if (depth == nodes.length) {
            objects = Arrays.copyOf(objects, depth * 2);
            nodes = Arrays.copyOf(nodes, depth * 2);
            evidences = Arrays.copyOf(evidences, depth * 2);
            nameStarts = Arrays.copyOf(nameStarts, depth * 2);
            nameEnds = Arrays.copyOf(nameEnds, depth * 2);
        }
        objects[depth] = object;
        nodes[depth] = node;
        nameStarts[depth] = nameFrom;
        nameEnds[depth] = nameTo;
        evidences[depth++] = evidence;
    }

    /** Whether the innermost is what ends here; if so, it is closed. */
    boolean close(boolean object) {
        if (depth == 0 || objects[depth - 1] != object) {
            return false;
        }
        depth--;
        return true;
    }

    /** Adds the names of all that have one, outermost first, as they stand in the text. */
    void addNames(char[] text, List<String> names) {
        for (int i = 0; i < depth; i++) {
            if (nameEnds[i] > nameStarts[i]) {
                names.add(new String(text, nameStarts[i], nameEnds[i] - nameStarts[i]));
            }
        }
    }
}

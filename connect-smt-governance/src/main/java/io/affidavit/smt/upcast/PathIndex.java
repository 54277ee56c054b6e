/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import java.util.stream.IntStream;

/** {@link Paths} once all are known, as arrays. */
final class PathIndex {

    private final int[] parents;
    private final String[] names;
    private final String[] texts;
    /** The numbers of each path and of those that lead through it. */
    private final int[][] within;

    PathIndex(Paths paths) {
        int size = paths.size();
        parents = IntStream.range(0, size).map(paths::parent).toArray();
        // readers of JSON intern names too, and the same object is found without a look at its text
        names = IntStream.range(0, size)
                .mapToObj(path -> paths.name(path).intern())
                .toArray(String[]::new);
        texts = IntStream.range(0, size).mapToObj(paths::text).toArray(String[]::new);
        within = IntStream.range(0, size)
                .mapToObj(path -> IntStream.range(path, size)
                        .filter(other -> leadsThrough(other, path))
                        .toArray())
                .toArray(int[][]::new);
    }

    private boolean leadsThrough(int path, int through) {
        return path == through || (path > through && leadsThrough(parents[path], through));
    }

    int size() {
        return parents.length;
    }

    int parent(int path) {
        return parents[path];
    }

    String name(int path) {
        return names[path];
    }

    String text(int path) {
        return texts[path];
    }

    int[] within(int path) {
        return within[path];
    }
}

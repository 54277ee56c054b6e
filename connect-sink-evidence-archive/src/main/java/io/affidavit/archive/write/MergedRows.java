/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.write;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Several sorted runs as one; equal rows come in the order of their runs. */
final class MergedRows implements RowCursor {

    private record Source(RowCursor rows, int age) {}

    private final PriorityQueue<Source> sources;
    private Source current;

    /**
     * @param runs oldest first
     * @param ranks of the clusters
     */
    MergedRows(List<RowCursor> runs, int[] ranks) {
        Comparator<Source> order = Comparator.<Source>comparingInt(
                        source -> ranks[source.rows().cluster()])
                .thenComparingLong(source -> source.rows().micros())
                .thenComparingInt(Source::age);
        this.sources = new PriorityQueue<>(Math.max(1, runs.size()), order);
        for (int age = 0; age < runs.size(); age++) {
            if (runs.get(age).next()) {
                sources.add(new Source(runs.get(age), age));
            }
        }
    }

    @Override
    public boolean next() {
        if (current != null && current.rows().next()) {
            sources.add(current);
        }
        current = sources.poll();
        return current != null;
    }

    @Override
    public int cluster() {
        return current.rows().cluster();
    }

    @Override
    public long micros() {
        return current.rows().micros();
    }

    @Override
    public byte[] bytes() {
        return current.rows().bytes();
    }

    @Override
    public int offset() {
        return current.rows().offset();
    }

    @Override
    public int length() {
        return current.rows().length();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import java.util.ArrayList;
import java.util.List;

/** Gives lanes to tasks by rendezvous hashing: a change of the number of tasks moves as few lanes as possible. */
public final class LaneAssignment {

    /** The most lanes that can be configured. */
    public static final int MOST_LANES = 4096;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private LaneAssignment() {}

    /** For each task its lanes in ascending order; every lane is in exactly one list. */
    public static List<List<Integer>> assign(int lanes, int tasks) {
        List<List<Integer>> assignment = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            assignment.add(new ArrayList<>());
        }
        for (int lane = 0; lane < lanes; lane++) {
            assignment.get(winner(lane, tasks)).add(lane);
        }
        return assignment.stream().map(List::copyOf).toList();
    }

    private static int winner(int lane, int tasks) {
        int winner = 0;
        for (int task = 1; task < tasks; task++) {
            if (Long.compareUnsigned(weight(lane, task), weight(lane, winner)) > 0) {
                winner = task;
            }
        }
        return winner;
    }

    /** SplitMix64's finalizer (Steele, Lea and Flood, 2014) over lane and task. */
    private static long weight(int lane, int task) {
        long z = ((long) lane << 32 | task) * GOLDEN + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

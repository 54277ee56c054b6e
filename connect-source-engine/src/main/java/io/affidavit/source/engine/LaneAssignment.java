/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Gives lanes to tasks evenly: no task has two more than another, and lanes that follow one another, as the windows of a
 * backlog do, belong to different tasks as far as may be. A task that is added takes its lanes from the others, so that no
 * lane moves between those.
 */
public final class LaneAssignment {

    /** The most lanes that can be configured. */
    public static final int MOST_LANES = 4096;

    private LaneAssignment() {}

    /** For each task its lanes in ascending order; every lane is in exactly one list. */
    public static List<List<Integer>> assign(int lanes, int tasks) {
        List<List<Integer>> assignment = new ArrayList<>();
        assignment.add(IntStream.range(0, lanes).boxed().collect(Collectors.toCollection(ArrayList::new)));
        while (assignment.size() < tasks) {
            int[] given = givenToNext(assignment, lanes / (assignment.size() + 1));
            List<Integer> next = new ArrayList<>();
            for (int task = 0; task < given.length; task++) {
                next.addAll(takeSpread(assignment.get(task), given[task]));
            }
            next.sort(null);
            assignment.add(next);
        }
        return assignment.stream().map(List::copyOf).toList();
    }

    /** How many lanes each task gives up, so that those that have most give first. */
    private static int[] givenToNext(List<List<Integer>> assignment, int wanted) {
        int[] left = assignment.stream().mapToInt(List::size).toArray();
        int[] given = new int[left.length];
        for (int i = 0; i < wanted; i++) {
            int most = 0;
            for (int task = 1; task < left.length; task++) {
                most = left[task] > left[most] ? task : most;
            }
            left[most]--;
            given[most]++;
        }
        return given;
    }

    /** Takes lanes out of a list at even distances. */
    private static List<Integer> takeSpread(List<Integer> lanes, int count) {
        List<Integer> taken = new ArrayList<>(count);
        int size = lanes.size();
        for (int i = count - 1; i >= 0; i--) {
            taken.add(lanes.remove((2 * i + 1) * size / (2 * count)));
        }
        return taken;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.report;

import io.affidavit.examples.credit.truth.Hour;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The windows of one model. */
public final class ModelFigures {
    private static final int FEWEST = 20;

    private final Map<String, Map<Hour, long[]>> groups = new TreeMap<>();
    private final Map<String, Map<Instant, Double>> figures = new TreeMap<>();

    void decision(Instant time, String group, boolean approved) {
        long[] counts = groups.computeIfAbsent(group, any -> new TreeMap<>())
                .computeIfAbsent(Hour.of(time), any -> new long[2]);
        counts[0] += approved ? 1 : 0;
        counts[1]++;
    }

    void figure(String name, Instant start, double value) {
        figures.computeIfAbsent(name, any -> new TreeMap<>()).put(start, value);
    }

    /** Share of approvals of a group, by the hour, where it has enough decisions to speak of. */
    List<Point> approvals(String group) {
        List<Point> points = new ArrayList<>();
        groups.getOrDefault(group, Map.of()).forEach((hour, counts) -> {
            if (counts[1] >= FEWEST) {
                points.add(new Point(hour.start(), (double) counts[0] / counts[1]));
            }
        });
        return points;
    }

    /** A figure of the monitor, by window. */
    List<Point> figure(String name) {
        List<Point> points = new ArrayList<>();
        figures.getOrDefault(name, Map.of()).forEach((start, value) -> points.add(new Point(start, value)));
        return points;
    }
}

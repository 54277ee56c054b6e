/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.drift;

import io.affidavit.monitor.detect.Tally;
import io.affidavit.monitor.detect.math.Significance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Two rows of counts by category, the window's and the reference's. */
final class CategoryTable {

    /** Smallest expected count of a cell that chi-square is trusted with (Cochran 1954). */
    private static final double SMALL_CELL = 5;

    private final SortedMap<String, long[]> cells = new TreeMap<>();
    private final long[] overflow;
    private final double n;
    private final double m;
    private double largestChange;
    private String mostChanged = "";
    private long unseen;

    CategoryTable(Tally window, Tally reference) {
        this.n = window.total(0);
        this.m = reference.total(0);
        window.forEach((name, count) -> cell(name)[0] += count[0]);
        reference.forEach((name, count) -> cell(name)[1] += count[0]);
        for (Map.Entry<String, long[]> cell : cells.entrySet()) {
            long[] counts = cell.getValue();
            double change = Math.abs(counts[0] / n - counts[1] / m);
            if (change > largestChange) {
                largestChange = change;
                mostChanged = cell.getKey();
            }
            // a reference whose places ran out cannot say that it never had a category
            unseen += counts[1] == 0 && reference.overflow(0) == 0 ? counts[0] : 0;
        }
        unseen += reference.overflow(0) == 0 ? window.overflow(0) : 0;
        overflow = new long[] {window.overflow(0), reference.overflow(0)};
    }

    private long[] cell(String name) {
        return cells.computeIfAbsent(name, ignored -> new long[2]);
    }

    double largestChange() {
        return largestChange;
    }

    /** The category whose share changed most, the first by name of equals; empty where none did. */
    String mostChanged() {
        return mostChanged;
    }

    /** Observations of categories that the reference never had. */
    long unseen() {
        return unseen;
    }

    /** The p-value of homogeneity; 1 where fewer than two cells are large enough. */
    double chiSquareP() {
        List<long[]> pooled = pooled();
        if (pooled.size() < 2) {
            return 1;
        }
        double statistic = 0;
        for (long[] cell : pooled) {
            double share = (cell[0] + cell[1]) / (n + m);
            statistic += square(cell[0] - share * n) / (share * n) + square(cell[1] - share * m) / (share * m);
        }
        return Significance.ofChiSquare(statistic, pooled.size() - 1);
    }

    /** Cells expected at five or more on both sides: the rarest categories are put together until they are. */
    private List<long[]> pooled() {
        List<long[]> rarestFirst = new ArrayList<>(cells.values());
        if (overflow[0] + overflow[1] > 0) {
            rarestFirst.add(overflow);
        }
        rarestFirst.sort(Comparator.comparingLong(cell -> cell[0] + cell[1]));
        List<long[]> pooled = new ArrayList<>();
        long[] rest = new long[2];
        for (long[] cell : rarestFirst) {
            if (large(cell) && (rest[0] + rest[1] == 0 || large(rest))) {
                pooled.add(cell);
            } else {
                rest = new long[] {rest[0] + cell[0], rest[1] + cell[1]};
            }
        }
        if (rest[0] + rest[1] > 0) {
            pooled.add(rest);
        }
        return pooled;
    }

    private boolean large(long[] cell) {
        return (cell[0] + cell[1]) / (n + m) * Math.min(n, m) >= SMALL_CELL;
    }

    private static double square(double value) {
        return value * value;
    }
}

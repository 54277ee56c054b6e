/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.drift;

import static io.affidavit.monitor.detect.Inputs.require;

import java.util.Arrays;

/**
 * Frozen bins of a number line. Bin i holds the values above edge i-1 up to and including edge i; the first and the last
 * bin reach to infinity. Freeze them from the reference, never from the window that is judged.
 */
public final class Bins {

    /** More bins than this say more about noise than about drift. */
    static final int MOST = 127;

    private final double[] edges;

    private Bins(double[] edges) {
        this.edges = edges;
        require(edges.length >= 1 && edges.length < MOST, "2 to 127 bins");
        for (int i = 0; i < edges.length; i++) {
            require(Double.isFinite(edges[i]) && (i == 0 || edges[i] > edges[i - 1]), "finite edges that rise");
        }
    }

    /** Bins between the given edges, which must rise. */
    public static Bins between(double... edges) {
        return new Bins(edges.clone());
    }

    /**
     * Bins of equal share in the reference: edges at its quantiles, interpolated linearly (type 7 of Hyndman and Fan 1996,
     * the default of numpy and R). Equal edges, where one value makes up more than a bin's share, become one.
     *
     * @param reference finite values, any order
     */
    public static Bins ofQuantiles(double[] reference, int bins) {
        require(reference.length >= 2 && bins >= 2 && bins <= MOST, "2 values or more and 2 to 127 bins");
        double[] sorted = reference.clone();
        Arrays.sort(sorted);
        double[] edges = new double[bins - 1];
        int count = 0;
        for (int i = 1; i < bins; i++) {
            double place = (double) i * (sorted.length - 1) / bins;
            int below = (int) place;
            int next = Math.min(below + 1, sorted.length - 1);
            double edge = sorted[below] + (place - below) * (sorted[next] - sorted[below]);
            if (count == 0 || edge > edges[count - 1]) {
                edges[count++] = edge;
            }
        }
        return new Bins(Arrays.copyOf(edges, count));
    }

    /** How many bins there are. */
    public int count() {
        return edges.length + 1;
    }

    /** The edges between bins, rising. */
    public double[] edges() {
        return edges.clone();
    }

    /** The bin of a value that is not NaN. */
    public int of(double value) {
        int bin = 0;
        for (double edge : edges) {
            bin += value > edge ? 1 : 0;
        }
        return bin;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bins bins && Arrays.equals(edges, bins.edges);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(edges);
    }

    @Override
    public String toString() {
        return "Bins" + Arrays.toString(edges);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.stream;

import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;

/**
 * The exponential histogram under ADWIN: row i holds at most M buckets, oldest first, each the total and the sum of squared
 * deviations of 2^i values. When a row gets one bucket too many, its two oldest become one of the next row.
 *
 * <p>Variances combine as in Babcock, Datar, Motwani and O'Callaghan, "Maintaining Variance and k-Medians over Data Stream
 * Windows" (PODS 2003).
 */
final class AdwinBuckets {

    /** Rows there can be: 5 buckets of each size reach 2 * 10^10 values; past that the oldest bucket is let go. */
    static final int MAX_ROWS = 32;

    private final int most;
    private final int stride;
    private final int[] counts = new int[MAX_ROWS];
    private final double[] totals;
    private final double[] deviations;
    private int rows = 1;
    private long width;
    private double total;
    private double deviation;

    AdwinBuckets(int most) {
        this.most = most;
        this.stride = most + 1;
        this.totals = new double[MAX_ROWS * stride];
        this.deviations = new double[MAX_ROWS * stride];
    }

    int rows() {
        return rows;
    }

    int count(int row) {
        return counts[row];
    }

    double total(int row, int bucket) {
        return totals[row * stride + bucket];
    }

    long width() {
        return width;
    }

    double total() {
        return total;
    }

    /** Sum of squared deviations from the mean of all values held. */
    double deviation() {
        return deviation;
    }

    void clear() {
        for (int row = 0; row < rows; row++) {
            counts[row] = 0;
        }
        rows = 1;
        width = 0;
        total = 0;
        deviation = 0;
    }

    void add(double value) {
        width++;
        if (width > 1) {
            double distance = value - total / (width - 1.0);
            deviation += (width - 1.0) * distance * distance / width;
        }
        total += value;
        append(0, value, 0);
        for (int row = 0; row < rows && counts[row] > most; row++) {
            mergeOldest(row);
        }
    }

    /** Drops the oldest bucket. */
    void removeOldest() {
        int row = rows - 1;
        double size = size(row);
        double sum = totals[row * stride];
        width -= 1L << row;
        total -= sum;
        double distance = sum / size - total / width;
        deviation -= deviations[row * stride] + size * width * distance * distance / (size + width);
        drop(row, 1);
        while (rows > 1 && counts[rows - 1] == 0) {
            rows--;
        }
    }

    static double size(int row) {
        return (double) (1L << row);
    }

    private void mergeOldest(int row) {
        if (row + 1 == MAX_ROWS) {
            removeOldest();
            return;
        }
        int first = row * stride;
        double size = size(row);
        double distance = totals[first] / size - totals[first + 1] / size;
        double between = size * 0.5 * distance * distance;
        rows = Math.max(rows, row + 2);
        append(row + 1, totals[first] + totals[first + 1], deviations[first] + deviations[first + 1] + between);
        drop(row, 2);
    }

    private void append(int row, double sum, double squares) {
        int place = row * stride + counts[row]++;
        totals[place] = sum;
        deviations[place] = squares;
    }

    private void drop(int row, int buckets) {
        int first = row * stride;
        int left = counts[row] - buckets;
        System.arraycopy(totals, first + buckets, totals, first, left);
        System.arraycopy(deviations, first + buckets, deviations, first, left);
        counts[row] = left;
    }

    void save(StateWriter writer) {
        writer.writeLong(width).writeDouble(total).writeDouble(deviation).writeInt(rows);
        for (int row = 0; row < rows; row++) {
            writer.writeInt(counts[row]);
            for (int place = row * stride; place < row * stride + counts[row]; place++) {
                writer.writeDouble(totals[place]).writeDouble(deviations[place]);
            }
        }
    }

    void restore(StateReader reader) {
        width = reader.readCount();
        total = reader.readFinite();
        deviation = reader.readFinite();
        rows = reader.readInt(1, MAX_ROWS);
        long held = 0;
        for (int row = 0; row < rows; row++) {
            int buckets = reader.readInt(0, most);
            for (int i = 0; i < buckets; i++) {
                append(row, reader.readFinite(), reader.readFinite());
            }
            held += (long) buckets << row;
        }
        if (held != width || (counts[rows - 1] == 0 && rows > 1)) {
            throw reader.invalid("its buckets do not make up its window");
        }
    }

    long stateBytes() {
        long perRow = Integer.BYTES + 2L * Double.BYTES * most;
        return Long.BYTES + 2 * Double.BYTES + Integer.BYTES + MAX_ROWS * perRow;
    }
}

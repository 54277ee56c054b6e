/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

/**
 * The fixed grid over the cursor column: window {@code i} covers positions {@code [i * width, (i + 1) * width)} and
 * belongs to lane {@code i mod lanes}. Nothing about it is stored, so every task derives the same windows.
 *
 * @param lanes number of lanes
 * @param width positions per window: microseconds, or numbers
 */
public record WindowGrid(int lanes, long width) {

    public WindowGrid {
        if (lanes < 1 || width < 1) {
            throw new IllegalArgumentException("A grid has at least one lane and windows of at least one position.");
        }
    }

    public long windowOf(long position) {
        return Math.floorDiv(position, width);
    }

    /** First position of the window; the ends of the number range stand in for what lies beyond them. */
    public long startOf(long window) {
        try {
            return Math.multiplyExact(window, width);
        } catch (ArithmeticException e) {
            return window < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** First position after the window. */
    public long endOf(long window) {
        return window == Long.MAX_VALUE ? Long.MAX_VALUE : startOf(window + 1);
    }

    public int laneOf(long window) {
        return (int) Math.floorMod(window, (long) lanes);
    }

    /** The first window at or after {@code window} that belongs to the lane. */
    public long nextOf(int lane, long window) {
        return window + Math.floorMod(lane - laneOf(window), lanes);
    }
}

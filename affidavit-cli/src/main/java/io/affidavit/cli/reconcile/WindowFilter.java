/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.spi.MicroTime;
import io.affidavit.source.spi.PositionText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * Chooses the rows of some windows by the text of their positions, so that files and row groups of others need not be read.
 * Times of four-digit years sort as their texts do; numbers do not, and all of them are chosen.
 */
final class WindowFilter {

    private static final int MOST_RANGES = 64;
    private static final long LEAST = MicroTime.parseIso("0001-01-01T00:00:00.000000Z");
    private static final long GREATEST = MicroTime.parseIso("9999-12-31T23:59:59.999999Z");

    private WindowFilter() {}

    /** Holds for every row of the windows, and perhaps for others. */
    static Expression of(String column, WindowGrid grid, PositionText positions, Set<Long> windows) {
        List<Long> sorted = windows.stream().sorted().toList();
        if (sorted.isEmpty()
                || !isSortable(grid.startOf(sorted.get(0)), positions)
                || !isSortable(grid.endOf(sorted.get(sorted.size() - 1)), positions)) {
            return Expressions.alwaysTrue();
        }
        List<long[]> ranges = new ArrayList<>();
        for (long window : sorted) {
            long[] last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && (last[1] == grid.startOf(window) || ranges.size() == MOST_RANGES)) {
                last[1] = grid.endOf(window);
            } else {
                ranges.add(new long[] {grid.startOf(window), grid.endOf(window)});
            }
        }
        Expression any = Expressions.alwaysFalse();
        for (long[] range : ranges) {
            any = Expressions.or(
                    any,
                    Expressions.and(
                            Expressions.greaterThanOrEqual(column, MicroTime.iso(range[0])),
                            Expressions.lessThan(column, MicroTime.iso(range[1]))));
        }
        return any;
    }

    private static boolean isSortable(long position, PositionText positions) {
        return position >= LEAST
                && position <= GREATEST
                && positions.format(position).equals(MicroTime.iso(position));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.sums;

import java.util.Objects;

/**
 * A window read to its end that is to be read again.
 *
 * @param window its number in the grid
 * @param rows what it held when last read
 * @param closedAt when it was closed, in milliseconds since the epoch
 */
public record ClosedWindow(long window, WindowRows rows, long closedAt, int sweeps) {

    private static final int PARTS = 5;

    public ClosedWindow {
        Objects.requireNonNull(rows, "rows");
    }

    /** {@code window/count:sum:xor/closedAt/sweeps/sketch}. */
    public String text() {
        // a sketch may hold slashes, so it comes last
        return window + "/" + rows.sums().text() + "/" + closedAt + "/" + sweeps + "/"
                + rows.sketch().text();
    }

    /** @throws IllegalArgumentException if the text is not what {@link #text} gives */
    public static ClosedWindow parse(String text) {
        String[] parts = text.split("/", PARTS);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("Not a closed window.");
        }
        return new ClosedWindow(
                Long.parseLong(parts[0]),
                new WindowRows(Sums.parse(parts[1]), RowSketch.parse(parts[4])),
                Long.parseLong(parts[2]),
                Integer.parseInt(parts[3]));
    }
}

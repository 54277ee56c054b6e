/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay;

import java.util.Comparator;
import java.util.Objects;

/** Where a record came from. Sorted as records are replayed: by topic, partition and offset. */
public record Coordinate(Source source, long offset) implements Comparable<Coordinate> {

    private static final Comparator<Coordinate> ORDER =
            Comparator.comparing(Coordinate::source).thenComparingLong(Coordinate::offset);

    public Coordinate {
        Objects.requireNonNull(source, "source");
    }

    @Override
    public int compareTo(Coordinate other) {
        return ORDER.compare(this, other);
    }
}

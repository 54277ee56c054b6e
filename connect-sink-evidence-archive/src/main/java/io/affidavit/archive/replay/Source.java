/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay;

import java.util.Comparator;
import java.util.Objects;

/** A partition that records were archived from. Sorted by topic, then by partition. */
public record Source(String topic, int partition) implements Comparable<Source> {

    private static final Comparator<Source> ORDER =
            Comparator.comparing(Source::topic).thenComparingInt(Source::partition);

    public Source {
        Objects.requireNonNull(topic, "topic");
    }

    @Override
    public int compareTo(Source other) {
        return ORDER.compare(this, other);
    }
}

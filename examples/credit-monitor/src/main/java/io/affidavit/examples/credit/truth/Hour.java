/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.truth;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One window of the monitors: an hour of event time. */
public record Hour(Instant start) implements Comparable<Hour> {

    /** The hour that a moment is in. */
    public static Hour of(Instant time) {
        return new Hour(time.truncatedTo(ChronoUnit.HOURS));
    }

    /** Its end, exclusive. */
    public Instant end() {
        return start.plus(1, ChronoUnit.HOURS);
    }

    @Override
    public int compareTo(Hour other) {
        return start.compareTo(other.start);
    }
}

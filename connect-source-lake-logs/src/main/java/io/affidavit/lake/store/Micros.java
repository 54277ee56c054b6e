/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.store;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Times as cursors. */
public final class Micros {

    private Micros() {}

    /** Microseconds since the epoch. */
    public static long of(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + time.getNano() / 1000;
    }
}

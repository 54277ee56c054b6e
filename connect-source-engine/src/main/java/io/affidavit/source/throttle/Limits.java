/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.throttle;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What a source bears.
 *
 * @param rowsPerSecond of a task; 0 for as many as there are
 * @param charsPerSecond of a task; 0 for as many as there are
 * @param pageTarget pages that take longer make the following ones smaller
 * @param probeTarget probes that take longer make the following pages smaller, with pauses between them; empty for no probes
 * @param probeEvery how long after one probe the next is due
 * @param hours when it may be read; empty for always
 */
public record Limits(
        long rowsPerSecond,
        long charsPerSecond,
        Duration pageTarget,
        Optional<Duration> probeTarget,
        Duration probeEvery,
        Optional<Hours> hours) {

    public Limits {
        Objects.requireNonNull(pageTarget, "pageTarget");
        Objects.requireNonNull(probeTarget, "probeTarget");
        Objects.requireNonNull(probeEvery, "probeEvery");
        Objects.requireNonNull(hours, "hours");
        if (rowsPerSecond < 0 || charsPerSecond < 0) {
            throw new IllegalArgumentException("A rate is not negative.");
        }
    }
}

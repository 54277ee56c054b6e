/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How long to wait between attempts: doubled each time up to a limit, and shortened by chance by up to a half, so that many
 * senders do not knock at once.
 *
 * @param chance from 0 to 1
 */
record Backoff(Duration first, Duration longest, DoubleSupplier chance) {

    private static final Duration MOST = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 20;

    /**
     * @param failed attempts so far, at least 1
     * @param asked what the receiver asks for
     */
    Duration after(int failed, Optional<Duration> asked) {
        long doubled = first.toMillis() << Math.min(failed - 1, MOST_DOUBLINGS);
        long capped = doubled <= 0 ? longest.toMillis() : Math.min(doubled, longest.toMillis());
        Duration own = Duration.ofMillis(Math.max(1, Math.round(capped * (1 - chance.getAsDouble() / 2))));
        Duration wait = asked.filter(longer -> longer.compareTo(own) > 0).orElse(own);
        return wait.compareTo(MOST) > 0 ? MOST : wait;
    }
}

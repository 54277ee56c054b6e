/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of one attempt.
 *
 * @param answer the status, or the class of the error; holds nothing of what was sent or received
 * @param retryAfter how long the receiver asks to wait
 */
record Delivery(Kind kind, String answer, Optional<Duration> retryAfter) {

    enum Kind {
        TAKEN,
        /** Worth another attempt. */
        LATER,
        REFUSED
    }

    Delivery {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(retryAfter, "retryAfter");
    }
}

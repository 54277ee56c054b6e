/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.connect.errors.ConnectException;

/** Fails a task that has been unable to write or commit for too long, so that it does not look alive while it archives nothing. */
public final class OutageLimit {

    private static final long NONE = Long.MIN_VALUE;

    private final Duration limit;
    private final Clock clock;
    private long since = NONE;

    public OutageLimit(Duration limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    void succeeded() {
        since = NONE;
    }

    /**
     * @param reason value-free
     * @throws ConnectException when this has gone on for too long
     */
    void failed(String reason) {
        long now = clock.millis();
        if (since == NONE) {
            since = now;
        }
        if (now - since >= limit.toMillis()) {
            throw new ConnectException("Cannot archive since " + Duration.ofMillis(now - since) + ": " + reason
                    + ". No offset was moved. Check the catalog and the store, then restart the task");
        }
    }
}

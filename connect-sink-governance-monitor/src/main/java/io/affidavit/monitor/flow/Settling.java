/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.flow;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;

/** Holds records back whose version of the policy is not known for sure, because its topic was not heard. */
final class Settling {

    private static final long NEVER = Long.MIN_VALUE;

    private final Policies policies;
    private final InstantSource clock;
    private final Duration longest;
    private long since = NEVER;

    /** @param longest wait before the task fails */
    Settling(Policies policies, InstantSource clock, Duration longest) {
        this.policies = policies;
        this.clock = clock;
        this.longest = longest;
    }

    /**
     * Lets records pass that are settled. What claims to be from the future is no later than now.
     *
     * @throws RetriableException if they must wait
     * @throws ConnectException if they have waited too long
     */
    void check(Collection<SinkRecord> records) {
        long settled = policies.settledBefore();
        if (settled == Long.MAX_VALUE || newest(records) < settled) {
            since = NEVER;
            return;
        }
        long now = clock.millis();
        since = since == NEVER ? now : since;
        if (now - since > longest.toMillis()) {
            throw new ConnectException("Cannot watch records: the policy topic was not heard for " + longest
                    + ", so that a version may be in force that is not known here. See that the topic can be read,"
                    + " then restart the task; nothing is lost.");
        }
        throw new RetriableException(
                "Cannot watch records yet: the policy topic is not heard at the moment. They are tried again.");
    }

    private long newest(Collection<SinkRecord> records) {
        long now = clock.millis();
        long newest = NEVER;
        for (SinkRecord record : records) {
            if (record.timestamp() != null) {
                newest = Math.max(newest, Math.min(now, record.timestamp()));
            }
        }
        return newest;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/** When partitions that are shut are tried again, and when one has failed for too long. */
final class Rest {

    private static final long SOON_MILLIS = 1_000;
    /** Longer than a worker that woke up takes to learn that its partitions are another's. */
    private static final long LATER_MILLIS = 10_000;

    private final Duration limit;
    private final InstantSource clock;
    private final Map<TopicPartition, Long> until = new HashMap<>();
    private final Map<TopicPartition, Long> failingSince = new HashMap<>();

    Rest(Duration limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** @throws ConnectException without content, when the fault will not mend, or has not for too long */
    void begin(TopicPartition partition, Fault fault) {
        long now = clock.millis();
        long since = failingSince.computeIfAbsent(partition, first -> now);
        if (fault.kind() == Fault.Kind.LASTING || now - since > limit.toMillis()) {
            throw new ConnectException("Cannot gate partition " + partition + ": " + fault.name()
                    + (fault.kind() == Fault.Kind.LASTING ? "" : " for more than " + limit)
                    + ". Check the gate's access rights to its topics and their limits of size, and the brokers;"
                    + " nothing is lost: the gate goes on from its checkpoint.");
        }
        until.put(partition, now + (fault.kind() == Fault.Kind.FENCED ? LATER_MILLIS : SOON_MILLIS));
    }

    /** The partitions that have rested long enough. */
    Set<TopicPartition> over() {
        if (until.isEmpty()) {
            return Set.of();
        }
        long now = clock.millis();
        Set<TopicPartition> over = new HashSet<>();
        until.forEach((partition, end) -> {
            if (end <= now) {
                over.add(partition);
            }
        });
        return over;
    }

    /** A partition that is open again rests no more. */
    void opened(TopicPartition partition) {
        until.remove(partition);
    }

    /** A partition that committed has mended. */
    void mended(TopicPartition partition) {
        failingSince.remove(partition);
    }

    void forget(TopicPartition partition) {
        until.remove(partition);
        failingSince.remove(partition);
    }

    boolean isEmpty() {
        return until.isEmpty();
    }
}

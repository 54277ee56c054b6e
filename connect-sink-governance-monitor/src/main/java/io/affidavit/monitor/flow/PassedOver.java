/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.flow;

import io.affidavit.monitor.broker.Topics;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out why offsets were passed over, by asking where the logs begin. */
final class PassedOver {

    private static final Logger LOG = LoggerFactory.getLogger(PassedOver.class);
    /** Input that is written in transactions jumps all the time: brokers are not asked of each jump. */
    private static final long EVERY_MILLIS = 250;

    private final Topics topics;
    private final InstantSource clock;
    private long last;

    PassedOver(Topics topics, InstantSource clock) {
        this.topics = topics;
        this.clock = clock;
    }

    /** Settles what is due. A broker that does not answer is asked again later. */
    void settleDue(Collection<WatchedPartition> watched) {
        List<WatchedPartition> jumped =
                watched.stream().filter(WatchedPartition::jumped).toList();
        if (jumped.isEmpty() || last + EVERY_MILLIS > clock.millis()) {
            return;
        }
        last = clock.millis();
        try {
            Map<TopicPartition, Long> starts = topics.starts(
                    jumped.stream().map(WatchedPartition::partition).toList());
            jumped.forEach(state -> state.settle(starts.get(state.partition())));
        } catch (KafkaException e) {
            LOG.info(
                    "Cannot tell yet whether records were deleted ({})",
                    e.getClass().getSimpleName());
        }
    }

    /**
     * Settles a partition now, for what is committed next.
     *
     * @throws KafkaException if the broker does not answer
     */
    void settle(WatchedPartition state) {
        if (state.jumped()) {
            state.settle(topics.starts(List.of(state.partition())).get(state.partition()));
        }
    }

    /** Milliseconds until something is due; -1 where nothing is. */
    long millisUntilDue(Collection<WatchedPartition> watched) {
        return watched.stream().anyMatch(WatchedPartition::jumped)
                ? Math.max(1, last + EVERY_MILLIS - clock.millis())
                : -1;
    }
}

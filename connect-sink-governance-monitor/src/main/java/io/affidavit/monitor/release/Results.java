/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.release;

import io.affidavit.monitor.broker.CompactedTopic;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** The topic of results, which knows every record that was decided on. */
public final class Results {

    private static final Duration PATIENCE = Duration.ofSeconds(70);

    private final Supplier<KafkaConsumer<byte[], byte[]>> consumers;
    private final String topic;
    private final ToLongFunction<String> ends;

    /** @param ends offset after the last record of a topic, that of an unfinished transaction included */
    public Results(Supplier<KafkaConsumer<byte[], byte[]>> consumers, String topic, ToLongFunction<String> ends) {
        this.consumers = consumers;
        this.topic = topic;
        this.ends = ends;
    }

    String topic() {
        return topic;
    }

    /**
     * Every record that was decided on.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer
     */
    Set<Place> decided() {
        Set<Place> decided = new HashSet<>();
        CompactedTopic.read(
                consumers,
                topic,
                ends.applyAsLong(topic),
                PATIENCE,
                record -> Optional.ofNullable(record.value())
                        .flatMap(DecisionResult::parse)
                        .flatMap(DecisionResult::settled)
                        .ifPresent(decided::add));
        return decided;
    }
}

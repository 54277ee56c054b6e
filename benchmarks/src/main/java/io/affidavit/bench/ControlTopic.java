/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.connect.events.AvroUtil;
import org.apache.iceberg.connect.events.Event;
import org.apache.iceberg.connect.events.PayloadType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The events by which Iceberg's sink commits. */
final class ControlTopic {

    private ControlTopic() {}

    /** Mean milliseconds from the start of a commit until the table has it. */
    static double meanCommitMillis(String bootstrap, String topic) {
        List<Long> millis = new ArrayList<>();
        OffsetDateTime started = null;
        for (Event event : read(bootstrap, topic)) {
            if (event.type() == PayloadType.START_COMMIT) {
                started = event.timestamp();
            } else if (event.type() == PayloadType.COMMIT_TO_TABLE && started != null) {
                millis.add(Duration.between(started, event.timestamp()).toMillis());
                started = null;
            }
        }
        return millis.stream().mapToLong(Long::longValue).average().orElse(Double.NaN);
    }

    private static List<Event> read(String bootstrap, String topic) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", "false");
        List<Event> events = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    events.add(AvroUtil.decode(record.value()));
                }
            }
        }
        return events;
    }
}

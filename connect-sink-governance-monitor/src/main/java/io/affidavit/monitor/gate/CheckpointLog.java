/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import io.affidavit.monitor.broker.Clients;
import io.affidavit.monitor.broker.CompactedTopic;
import io.affidavit.monitor.broker.PartitionWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/** The checkpoints of one connector in a topic that connectors may share. */
final class CheckpointLog {

    /** Beyond it the transaction of one who died is over. */
    private static final Duration PATIENCE = Duration.ofSeconds(70);

    private final Clients clients;
    private final GateTopics topics;
    private final String topic;
    private final String connector;

    CheckpointLog(Clients clients, GateTopics topics, String topic, String connector) {
        this.clients = clients;
        this.topics = topics;
        this.topic = topic;
        this.connector = connector;
    }

    /** The record that says how far a partition has come; null for a checkpoint forgets it. */
    ProducerRecord<byte[], byte[]> record(TopicPartition partition, Checkpoint checkpoint) {
        return new ProducerRecord<>(
                topic, 0, Checkpoint.key(connector, partition), checkpoint == null ? null : checkpoint.value());
    }

    /**
     * The committed checkpoints of partitions. Only of those whose producer was opened before can none be on its way.
     *
     * @throws org.apache.kafka.common.KafkaException if they cannot be read
     */
    Map<TopicPartition, Checkpoint> read(Collection<TopicPartition> partitions) {
        Map<ByteBuffer, TopicPartition> keys = new HashMap<>();
        partitions.forEach(partition -> keys.put(ByteBuffer.wrap(Checkpoint.key(connector, partition)), partition));
        Map<TopicPartition, Checkpoint> latest = new HashMap<>();
        CompactedTopic.read(clients::consumer, topic, topics.end(topic), PATIENCE, record -> {
            TopicPartition partition = record.key() == null ? null : keys.get(ByteBuffer.wrap(record.key()));
            if (partition != null && record.value() == null) {
                latest.remove(partition);
            } else if (partition != null) {
                latest.put(partition, parsed(record));
            }
        });
        return latest;
    }

    /**
     * Has partitions begin elsewhere. Whatever still gates one of them is fenced first.
     *
     * @param offsets a null forgets the checkpoint, so that the connector's own offset counts
     */
    void move(Map<TopicPartition, Long> offsets) {
        offsets.forEach((partition, offset) -> {
            try (PartitionWriter writer = PartitionWriter.open(clients.producer(partition))) {
                writer.send(List.of(record(partition, offset == null ? null : new Checkpoint(offset, null))));
                writer.commit();
            }
        });
    }

    @SuppressWarnings("UnusedException") // the place says enough
    private static Checkpoint parsed(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Checkpoint.parse(record.value());
        } catch (IllegalArgumentException e) {
            throw new ConnectException(
                    "Cannot gate: the checkpoint at offset " + record.offset() + " of topic " + record.topic()
                            + " is not readable here. Was it written by a later version? Go back to that one.");
        }
    }
}

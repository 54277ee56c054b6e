/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.checkpoint;

import io.affidavit.monitor.broker.Clients;
import io.affidavit.monitor.broker.CompactedTopic;
import io.affidavit.monitor.broker.PartitionWriter;
import io.affidavit.monitor.broker.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The checkpoints of one connector in the one partition of a compacted topic, which connectors may share. */
public final class CheckpointLog {

    private final Clients clients;
    private final Topics topics;
    private final TopicPartition log;
    private final CheckpointCodec codec;
    private final Duration patience;

    /**
     * @param partBytes of state that one record holds at most
     * @param mostBytes of state that are kept at all
     * @param patience for transactions of others, which end at the latest when their producer is timed out
     */
    public CheckpointLog(
            Clients clients,
            Topics topics,
            String topic,
            String connector,
            int partBytes,
            int mostBytes,
            Duration patience) {
        this.clients = clients;
        this.topics = topics;
        this.log = new TopicPartition(topic, 0);
        this.codec = new CheckpointCodec(connector, partBytes, mostBytes);
        this.patience = patience;
    }

    /** Opens the one writer of a partition; whoever wrote for it before can do so no more. */
    public PartitionWriter writer(TopicPartition partition) {
        return PartitionWriter.open(clients.producer(partition));
    }

    /**
     * The records of a checkpoint, for the transaction of what it covers.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException if the state is larger than allowed
     */
    public List<ProducerRecord<byte[], byte[]>> records(TopicPartition partition, Checkpoint checkpoint) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        codec.write(partition, checkpoint)
                .forEach(entry -> records.add(
                        new ProducerRecord<>(log.topic(), log.partition(), entry.getKey(), entry.getValue())));
        return records;
    }

    /**
     * All committed checkpoints. Only of partitions whose writer was opened before can none be on its way.
     *
     * @throws org.apache.kafka.common.errors.TimeoutException if somebody's transaction stays open
     */
    public Checkpoints read() {
        Map<ByteBuffer, byte[]> latest = new HashMap<>();
        CompactedTopic.read(
                clients::consumer, log.topic(), topics.end(log.topic()), patience, record -> keep(latest, record));
        return new Checkpoints(codec, latest);
    }

    private static void keep(Map<ByteBuffer, byte[]> latest, ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        if (record.value() == null) {
            latest.remove(ByteBuffer.wrap(record.key()));
        } else {
            latest.put(ByteBuffer.wrap(record.key()), record.value());
        }
    }

    /**
     * Has partitions begin elsewhere, with a state that begins anew. Whoever still writes for one of them is stopped first.
     *
     * @param offsets a null forgets the checkpoint, so that the connector's own offset counts
     */
    public void move(Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, PartitionWriter> writers = new HashMap<>();
        try {
            offsets.keySet().forEach(partition -> writers.put(partition, writer(partition)));
            Checkpoints standing = read();
            offsets.forEach((partition, offset) -> {
                PartitionWriter writer = writers.get(partition);
                if (offset == null) {
                    writer.send(
                            List.of(new ProducerRecord<>(log.topic(), log.partition(), codec.key(partition), null)));
                } else {
                    long sequence = standing.sequence(partition) + 1;
                    writer.send(records(partition, new Checkpoint(offset, sequence, new byte[0])));
                }
                writer.commit();
            });
        } finally {
            writers.values().forEach(PartitionWriter::close);
        }
    }
}

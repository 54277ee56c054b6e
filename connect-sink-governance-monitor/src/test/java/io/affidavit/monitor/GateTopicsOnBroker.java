/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of one test of the gate on a real broker: made, filled and read. */
final class GateTopicsOnBroker implements AutoCloseable {

    private final String servers;
    private final String name;
    private final Admin admin;

    GateTopicsOnBroker(String servers, String name) throws Exception {
        this.servers = servers;
        this.name = name;
        this.admin = Admin.create(Map.of("bootstrap.servers", servers));
        create(input(), 2);
        create(topic("allowed"), 2);
        create(topic("quarantine"), 1);
        create(topic("review"), 1);
        create(topic("decisions"), 1);
    }

    String topic(String part) {
        return name + "." + part;
    }

    String input() {
        return topic("in");
    }

    void create(String topic, int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                .all()
                .get();
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < deadline) {
            if (admin.listTopics().names().get().contains(topic)) {
                return;
            }
            Thread.sleep(50);
        }
    }

    void delete(String topic) throws Exception {
        admin.deleteTopics(List.of(topic)).all().get();
        while (admin.listTopics().names().get().contains(topic)) {
            Thread.sleep(50);
        }
    }

    void expire(TopicPartition partition, long before) throws Exception {
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(before)))
                .all()
                .get();
    }

    /** Writes records with the verdicts in turn, to the partitions in turn; the values are their numbers. */
    void fill(int from, int to, String... verdicts) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int number = from; number < to; number++) {
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                        input(), number % 2, ("k" + number).getBytes(UTF_8), ("v" + number).getBytes(UTF_8));
                String verdict = verdicts[number % verdicts.length];
                if (!verdict.isEmpty()) {
                    record.headers().add("gov.verdict", verdict.getBytes(UTF_8));
                }
                producer.send(record).get();
            }
        }
    }

    /** The offset of the record. */
    long send(String topic, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            return producer.send(new ProducerRecord<>(topic, 0, null, value))
                    .get()
                    .offset();
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", servers);
        config.put("isolation.level", "read_committed");
        config.put("auto.offset.reset", "earliest");
        config.put("enable.auto.commit", false);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Every committed record of a topic. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    List<String> values(String topic) {
        return read(topic).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    @Override
    public void close() {
        admin.close();
    }
}

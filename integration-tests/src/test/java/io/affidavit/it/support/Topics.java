/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it.support;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Writes and reads topics as bytes. */
public final class Topics implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final String bootstrapServers;
    private final Admin admin;

    public Topics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** The brokers of the topics. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    public void create(String topic, int partitions) {
        create(topic, partitions, Map.of());
    }

    /** Creates a topic that takes records of up to {@code maxBytes}. */
    public void create(String topic, int partitions, int maxBytes) {
        create(topic, partitions, Map.of("max.message.bytes", Integer.toString(maxBytes)));
    }

    /**
     * Creates a topic with these topic-level settings. Returns once every partition serves: a producer's first batches may
     * else be taken out of order.
     */
    public void create(String topic, int partitions, Map<String, String> config) {
        NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(config);
        await(admin.createTopics(Set.of(wanted)).all(), "create topic " + topic);
        Awaitility.await(topic + " serves")
                .ignoreExceptions()
                .until(() -> ends(topic).size() == partitions);
    }

    /** Deletes a topic and waits until it is gone. */
    public void delete(String topic) {
        await(admin.deleteTopics(Set.of(topic)).all(), "delete topic " + topic);
        Awaitility.await().until(() -> !exists(topic));
    }

    /** The end offset of each partition: how many records were sent, where no transaction was used. */
    public Map<Integer, Long> ends(String topic) {
        Map<String, TopicDescription> described =
                await(admin.describeTopics(Set.of(topic)).allTopicNames(), "describe topic " + topic);
        Map<TopicPartition, OffsetSpec> latest = described.get(topic).partitions().stream()
                .collect(Collectors.toMap(
                        info -> new TopicPartition(topic, info.partition()), info -> OffsetSpec.latest()));
        Map<Integer, Long> ends = new TreeMap<>();
        await(admin.listOffsets(latest).all(), "list offsets of " + topic)
                .forEach((partition, info) -> ends.put(partition.partition(), info.offset()));
        return ends;
    }

    /** The offsets a consumer group has committed of a topic. */
    public Map<Integer, Long> committed(String group, String topic) {
        Map<Integer, Long> committed = new TreeMap<>();
        await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(), "list offsets of " + group)
                .forEach((partition, offset) -> {
                    if (partition.topic().equals(topic)) {
                        committed.put(partition.partition(), offset.offset());
                    }
                });
        return committed;
    }

    /** Waits until every replica of every topic has everything. */
    public void awaitReplicated() {
        Awaitility.await("all replicas in sync")
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> await(
                                admin.describeTopics(await(
                                                admin.listTopics(new ListTopicsOptions().listInternal(true))
                                                        .names(),
                                                "list topics"))
                                        .allTopicNames(),
                                "describe topics")
                        .values()
                        .stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .allMatch(info -> info.isr().size() == info.replicas().size()));
    }

    public boolean exists(String topic) {
        return await(admin.listTopics().names(), "list topics").contains(topic);
    }

    /** Sends records and waits until the broker has them. */
    public void send(List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (Future<RecordMetadata> sent :
                    records.stream().map(producer::send).toList()) {
                sent.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("Cannot send records", e);
        }
    }

    /** Sends records in a transaction of their own, and commits or aborts it. */
    @SuppressWarnings("FutureReturnValueIgnored") // the end of the transaction throws what a send failed with
    public void sendInTransaction(List<ProducerRecord<byte[], byte[]>> records, boolean commit) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", bootstrapServers, "transactional.id", "it-" + UUID.randomUUID(), "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            records.forEach(producer::send);
            producer.flush();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    /**
     * A producer whose records are numbered without gaps or repeats, up to 16 MB each. One request at a time: while a broker
     * comes back, it may take a new producer's second batch before its first, and then refuse the first for good.
     */
    KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", bootstrapServers,
                "acks", "all",
                "linger.ms", "5",
                "max.in.flight.requests.per.connection", "1",
                "max.request.size", "16777216");
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Every committed record of a topic, from its start to the end it has now. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        forEach(topic, records::add);
        return records;
    }

    /** How many committed records the topic holds; keeps none of them. */
    public long count(String topic) {
        LongAdder count = new LongAdder();
        forEach(topic, record -> count.increment());
        return count.sum();
    }

    /** Has a consumer group hand out its partitions anew, twice, by joining it and leaving again. */
    public void rebalance(String group, String topic) {
        try (KafkaConsumer<byte[], byte[]> member = consumer(Map.of("group.id", group))) {
            member.subscribe(List.of(topic));
            Awaitility.await("member of group " + group).until(() -> {
                member.poll(POLL);
                return member.groupMetadata().generationId() >= 0;
            });
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put("bootstrap.servers", bootstrapServers);
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", "false");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void forEach(String topic, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(POLL).forEach(action);
            }
        }
    }

    private static <T> T await(KafkaFuture<T> future, String what) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted: cannot " + what, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot " + what, e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}

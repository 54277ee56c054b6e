/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.checkpoint;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the Kafka clients of a monitor. Settings on which exactness rests are not the user's to change. */
public final class Clients {

    /** First part of every transactional id, for access rules by prefix. */
    public static final String ID_PREFIX = "affidavit-monitor/";

    private static final int WAIT_MILLIS = 30_000;
    private static final int DELIVERY_MILLIS = 45_000;
    private static final int TRANSACTION_MILLIS = 60_000;

    private final Map<String, Object> common;
    private final String connector;
    private final int waitMillis;

    private Clients(Map<String, Object> common, String connector, int waitMillis) {
        this.common = Map.copyOf(common);
        this.connector = connector;
        this.waitMillis = waitMillis;
    }

    /**
     * Clients of a connector.
     *
     * @param servers brokers as host:port, with commas
     * @param settings of all clients, such as those of security
     */
    public static Clients of(String connector, String servers, Map<String, String> settings) {
        Map<String, Object> common = new HashMap<>(settings);
        common.put("bootstrap.servers", servers);
        return new Clients(common, connector, WAIT_MILLIS);
    }

    /** The same clients, which give up sooner. */
    public Clients impatient(int millis) {
        return new Clients(common, connector, millis);
    }

    /** The one producer that may write for a partition: to open another fences this one. */
    Producer<byte[], byte[]> producer(TopicPartition partition) {
        Map<String, Object> settings = new HashMap<>(common);
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId(partition));
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, waitMillis);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A consumer of committed records without a group. */
    KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(common);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, waitMillis);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    Admin admin() {
        Map<String, Object> settings = new HashMap<>(common);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, waitMillis);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, waitMillis);
        return Admin.create(settings);
    }

    /** Topics hold no slash, so that no two partitions of any two connectors share an id. */
    private String transactionalId(TopicPartition partition) {
        return ID_PREFIX + partition.topic() + "/" + partition.partition() + "/" + connector;
    }
}

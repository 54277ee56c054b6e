/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.broker;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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

/** Makes Kafka clients. Settings on which exactness rests are not the user's to change. */
public final class Clients {

    private static final int WAIT_MILLIS = 30_000;
    private static final int DELIVERY_MILLIS = 45_000;
    private static final int TRANSACTION_MILLIS = 60_000;

    private final Owner owner;
    private final Map<String, Object> common;
    private final Writing writing;
    private final int waitMillis;

    private Clients(Owner owner, Map<String, Object> common, Writing writing, int waitMillis) {
        this.owner = owner;
        this.common = Map.copyOf(common);
        this.writing = writing;
        this.waitMillis = waitMillis;
    }

    /**
     * Whose clients they are.
     *
     * @param idPrefix first part of every transactional id, for access rules by prefix
     */
    public record Owner(String idPrefix, String connector) {

        public Owner {
            Objects.requireNonNull(idPrefix, "idPrefix");
            Objects.requireNonNull(connector, "connector");
        }

        /** Topics hold no slash, so that no two partitions of any two connectors share an id. */
        private String transactionalId(TopicPartition partition) {
            return idPrefix + partition.topic() + "/" + partition.partition() + "/" + connector;
        }
    }

    /**
     * How producers write.
     *
     * @param defaults where the user sets nothing else
     * @param fixed whatever the user sets
     */
    public record Writing(Map<String, Object> defaults, Map<String, Object> fixed) {

        public Writing {
            defaults = Map.copyOf(defaults);
            fixed = Map.copyOf(fixed);
        }
    }

    /**
     * Clients of a connector.
     *
     * @param servers brokers as host:port, with commas
     * @param settings of all clients, such as those of security
     */
    public static Clients of(Owner owner, String servers, Map<String, String> settings, Writing writing) {
        Map<String, Object> common = new HashMap<>(settings);
        common.put("bootstrap.servers", servers);
        return new Clients(owner, common, writing, WAIT_MILLIS);
    }

    /** The settings of clients in a connector's configuration: its keys that begin with a prefix, without it. */
    public static Map<String, String> settings(Map<String, String> configured, String prefix) {
        Map<String, String> settings = new LinkedHashMap<>();
        configured.forEach((key, value) -> {
            if (key.startsWith(prefix) && value != null) {
                settings.put(key.substring(prefix.length()), value);
            }
        });
        return settings;
    }

    /** The same clients, which give up sooner. */
    public Clients impatient(int millis) {
        return new Clients(owner, common, writing, millis);
    }

    /** The one producer that may write for a partition: to open another fences this one. */
    public Producer<byte[], byte[]> producer(TopicPartition partition) {
        Map<String, Object> settings = new HashMap<>(writing.defaults());
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        settings.putAll(common);
        settings.putAll(writing.fixed());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, owner.transactionalId(partition));
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, waitMillis);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A consumer of committed records without a group. */
    public KafkaConsumer<byte[], byte[]> consumer() {
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
}

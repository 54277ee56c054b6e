/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.policy;

import io.affidavit.cli.output.Failure;
import io.affidavit.core.policy.log.PolicyRecords;
import io.affidavit.core.policy.log.Signatures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic of policies, for one who publishes a policy. A version and the head that activates it are written in one
 * transaction; whoever begins to publish the same policy later shuts this one out, so that no activation is lost between two.
 */
final class PolicyTopic implements AutoCloseable {

    static final String DEFAULT = "gov.policies";

    private static final Duration REQUEST = Duration.ofSeconds(30);
    private static final String ADVICE = "Check --bootstrap and --command-config, and that you may write there.";

    private final String topic;
    private final Map<String, Object> client;
    private final String id;
    private KafkaProducer<byte[], byte[]> producer;

    /** @param id of the policy */
    PolicyTopic(String topic, Map<String, Object> client, String id) {
        this.topic = topic;
        this.client = Map.copyOf(client);
        this.id = id;
    }

    /**
     * Sees that the topic keeps what is published, and shuts out whoever publishes the same policy.
     *
     * @param create whether to make the topic if it is missing
     * @throws Failure if the topic is missing or would lose or reorder versions
     */
    void prepare(boolean create) {
        try (Admin admin = Admin.create(client)) {
            Optional<TopicDescription> description = description(admin);
            if (description.isEmpty() && !create) {
                throw new Failure(
                        "Cannot publish to topic " + topic + ": it does not exist. Give --create to make it.");
            }
            if (description.isEmpty()) {
                wait(admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())
                                .configs(
                                        Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT))))
                        .all());
            } else {
                check(admin, description.get());
            }
        } catch (KafkaException e) {
            throw Failure.of("Cannot reach topic " + topic, e, ADVICE);
        }
        begin();
    }

    /** @throws Failure if it is not certain that it was written */
    void write(Publication plan, Signatures overDocument, Signatures overHead) {
        try {
            producer.beginTransaction();
            if (plan.fresh()) {
                send(PolicyRecords.key(plan.document().ref()), PolicyRecords.value(plan.document(), overDocument));
            }
            send(PolicyRecords.key(plan.head()), PolicyRecords.value(plan.head(), overHead));
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw Failure.of(
                    "Cannot publish to topic " + topic,
                    e,
                    "Nothing was published, unless it says so when tried again.");
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(REQUEST);
        }
    }

    private void begin() {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "affidavit-policy-" + topic + "-" + id);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) REQUEST.toMillis());
        try {
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            producer.initTransactions();
        } catch (KafkaException e) {
            throw Failure.of("Cannot write to topic " + topic, e, ADVICE);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit throws what a send failed with
    private void send(String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, 0, key.getBytes(StandardCharsets.UTF_8), value));
    }

    private Optional<TopicDescription> description(Admin admin) {
        try {
            return Optional.of(
                    wait(admin.describeTopics(List.of(topic)).topicNameValues().get(topic)));
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    private void check(Admin admin, TopicDescription description) {
        if (description.partitions().size() != 1) {
            throw new Failure("Cannot publish to topic " + topic + ": it has "
                    + description.partitions().size()
                    + " partitions, which leaves the order of versions open. Name a topic with one.");
        }
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = wait(admin.describeConfigs(List.of(resource)).values().get(resource));
        if (!config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw new Failure(
                    "Cannot publish to topic " + topic + ": its cleanup.policy is not compact, so it would lose "
                            + "versions with time. Set cleanup.policy=compact.");
        }
    }

    /** What a broker answers, or the error that it answers with. */
    private <T> T wait(KafkaFuture<T> answer) {
        try {
            return answer.get(REQUEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException error) {
                throw error;
            }
            throw Failure.of("Cannot reach topic " + topic, e, ADVICE);
        } catch (TimeoutException e) {
            throw Failure.of("Cannot reach topic " + topic, e, ADVICE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of("Cannot reach topic " + topic, e, "Run the command again.");
        }
    }
}

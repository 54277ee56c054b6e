/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.cutover;

import io.affidavit.cli.output.Failure;
import io.affidavit.cli.topic.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topic that keeps what was found and decided. Records are appended, kept for ever, and never changed. */
final class Journal {

    private final Map<String, Object> client;
    private final Duration patience;
    private final String topic;
    private final String plan;

    Journal(Map<String, Object> client, Duration patience, String topic, String plan) {
        this.client = Map.copyOf(client);
        this.patience = patience;
        this.topic = topic;
        this.plan = plan;
    }

    /** Everything so far; makes the topic if there is none. */
    History read() {
        create();
        List<Entry> entries = new ArrayList<>();
        new TopicReader(client, patience).read(topic, Set.of(), record -> {
            if (record.value() != null) {
                Entry.parse(new String(record.value(), StandardCharsets.UTF_8))
                        .filter(entry -> entry.plan().equals(plan))
                        .ifPresent(entries::add);
            }
        });
        return new History(entries);
    }

    /** Appends an entry; it is durable once this returns. */
    void append(Entry entry) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, plan, entry.json()))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw Failure.of("Cannot write to topic " + topic, e, "Check --bootstrap and the WRITE permission.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Cannot finish: the command was interrupted.");
        }
    }

    private void create() {
        try (Admin admin = Admin.create(client)) {
            Set<String> known = admin.listTopics().names().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (known.contains(topic)) {
                return;
            }
            NewTopic journal = new NewTopic(topic, Optional.of(1), Optional.empty())
                    .configs(Map.of(
                            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                            TopicConfig.RETENTION_MS_CONFIG, "-1",
                            TopicConfig.RETENTION_BYTES_CONFIG, "-1"));
            admin.createTopics(List.of(journal)).all().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw Failure.of("Cannot make topic " + topic, e, "Make it, with one partition and retention.ms=-1.");
            }
        } catch (TimeoutException | KafkaException e) {
            throw Failure.of("Cannot reach the brokers", e, "Check --bootstrap and --command-config.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Cannot finish: the command was interrupted.");
        }
    }
}

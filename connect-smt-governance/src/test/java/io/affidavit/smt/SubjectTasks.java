/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.smt.seal.CipherKeys;
import io.affidavit.smt.seal.FixedKeysets;
import io.affidavit.smt.seal.Id128;
import io.affidavit.smt.seal.Owner;
import io.affidavit.smt.subject.KeyTopicSettings;
import io.affidavit.smt.subject.Shredder;
import io.affidavit.stack.KafkaBroker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Tasks that seal and reveal for single subjects, with their keys on one broker. Those that reveal go by a clock that tests set.
 */
final class SubjectTasks implements AutoCloseable {

    static final Map<String, String> COMPACT = Map.of("cleanup.policy", "compact");

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));

    private final KafkaBroker broker;
    private final Admin admin;
    private final List<AutoCloseable> open = new ArrayList<>();

    /** @param broker runs, and is not closed */
    SubjectTasks(KafkaBroker broker) {
        this.broker = broker;
        this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    MaskFields<SourceRecord> mask(String topic, Map<String, String> more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "mask.default.action", "encrypt",
                "mask.encrypt.keyset", FixedKeysets.GCM,
                "mask.subject.path", "identity.user_id",
                "mask.subject.keys.topic", topic,
                "mask.subject.keys.bootstrap.servers", broker.bootstrapServers(),
                "mask.subject.keys.refresh", "1s",
                "mask.subject.keys.client.client.id", "keys"));
        config.putAll(more);
        MaskFields<SourceRecord> mask = new MaskFields<>();
        open.add(mask);
        mask.configure(config);
        return mask;
    }

    Reveal<SinkRecord> reveal(String topic, Map<String, String> more) {
        Map<String, String> config = new HashMap<>(RevealTest.CONFIG);
        config.put("reveal.subject.keys.topic", topic);
        config.put("reveal.subject.keys.bootstrap.servers", broker.bootstrapServers());
        config.putAll(more);
        InstantSource clock = now::get;
        Reveal<SinkRecord> reveal = new Reveal<>(each -> new KeptAudits(), clock, UUID::randomUUID);
        open.add(reveal);
        reveal.configure(config);
        return reveal;
    }

    List<Id128> shred(String topic, String subject) {
        return Shredder.shred(settings(topic), CipherKeys.of(FixedKeysets.GCM).wrap(), new Owner("acme", subject));
    }

    KeyTopicSettings settings(String topic) {
        return new KeyTopicSettings(
                topic,
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30));
    }

    static Map<String, Object> value(String subject) {
        return Map.of(
                "tenant_id",
                "acme",
                "identity",
                Map.of("user_id", subject),
                "note",
                "call " + subject + "@example.org");
    }

    static Object sealed(MaskFields<SourceRecord> mask, String subject) {
        Object note = Masking.value(mask.apply(Masking.record(null, value(subject))), "note");
        assertThat(note).asString().startsWith("call s1.").doesNotContain("@");
        return note;
    }

    static String note(Reveal<SinkRecord> reveal, Object sealed) {
        SinkRecord record =
                new SinkRecord("ai-logs", 0, null, null, null, Map.of("tenant_id", "acme", "note", sealed), 1);
        return ((Map<?, ?>) reveal.apply(record).value()).get("note").toString();
    }

    static String key(Object sealed) {
        return sealed.toString().substring("call s1.".length(), "call s1.".length() + 22);
    }

    void create(String topic, int partitions, Map<String, String> config) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(config)))
                .all()
                .get();
    }

    List<ConsumerRecord<byte[], byte[]>> records(String topic, int partitions) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    static Object await(Supplier<Object> give, Predicate<Object> wanted) throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            Object given = give.get();
            if (wanted.test(given)) {
                return given;
            }
            Thread.sleep(200);
        }
        throw new AssertionError("It did not come.");
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        admin.close();
    }
}

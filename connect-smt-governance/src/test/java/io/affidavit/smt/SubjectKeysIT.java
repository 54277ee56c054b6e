/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.smt.seal.CipherKeys;
import io.affidavit.smt.seal.FixedKeysets;
import io.affidavit.smt.seal.Id128;
import io.affidavit.smt.seal.KeysetKind;
import io.affidavit.smt.seal.Keysets;
import io.affidavit.smt.seal.Owner;
import io.affidavit.smt.subject.KeyTopicException;
import io.affidavit.smt.subject.KeyTopicSettings;
import io.affidavit.smt.subject.Shredder;
import io.affidavit.stack.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of single subjects, in a topic of a real broker: made by {@link MaskFields}, read by {@link Reveal}, erased. */
class SubjectKeysIT {

    private static final Map<String, String> COMPACT = Map.of("cleanup.policy", "compact");

    @TempDir
    static Path directory;

    private static KafkaBroker broker;
    private static Admin admin;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));

    @BeforeAll
    static void start() {
        broker = KafkaBroker.chosen(directory);
        broker.start();
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void forgetsOneSubjectAndNoOther() throws Exception {
        // Given two tasks that sealed for two people, and a task that reveals
        create("forget", 3, COMPACT);
        MaskFields<SourceRecord> one = mask("forget", Map.of());
        MaskFields<SourceRecord> two = mask("forget", Map.of());
        Object adaOne = sealed(one, "ada");
        Object adaTwo = sealed(two, "ada");
        Object bob = sealed(two, "bob");
        Reveal<SinkRecord> running = reveal("forget", Map.of());
        assertThat(note(running, adaOne)).isEqualTo("call ada@example.org");
        assertThat(note(running, adaTwo)).isEqualTo("call ada@example.org");
        assertThat(note(running, bob)).isEqualTo("call bob@example.org");

        // When
        List<Id128> erased = shred("forget", "ada");

        // Then what is running forgets within the time that is set, and what starts later never knows
        assertThat(erased).isNotEmpty();
        now.updateAndGet(time -> time.plusSeconds(31));
        Reveal<SinkRecord> later = reveal("forget", Map.of());
        for (Reveal<SinkRecord> reveal : List.of(running, later)) {
            assertThat(note(reveal, adaOne)).startsWith("call s1.").doesNotContain("ada@");
            assertThat(note(reveal, adaTwo)).startsWith("call s1.");
            assertThat(note(reveal, bob)).isEqualTo("call bob@example.org");
        }
        assertThat(shred("forget", "ada")).isEmpty();

        // and tasks that seal take another key, of which the new content opens
        Object after = await(() -> sealed(one, "ada"), text -> !key(text).equals(key(adaOne)));
        assertThat(note(running, after)).isEqualTo("call ada@example.org");
        assertThat(note(running, adaOne)).startsWith("call s1.");

        // and a task that paused for long reads everything again
        now.updateAndGet(time -> time.plus(Duration.ofHours(2)));
        assertThat(note(running, adaOne)).startsWith("call s1.");
        assertThat(note(running, bob)).isEqualTo("call bob@example.org");
        assertThat(note(running, after)).isEqualTo("call ada@example.org");
    }

    @Test
    void takesKeysUpAgainAndWritesNobodysName() throws Exception {
        create("again", 2, COMPACT);
        MaskFields<SourceRecord> first = mask("again", Map.of());
        Object before = sealed(first, "ada-the-subject");
        first.close();

        Object after = sealed(mask("again", Map.of()), "ada-the-subject");

        assertThat(key(after)).isEqualTo(key(before));
        assertThat(after).isNotEqualTo(before);
        List<ConsumerRecord<byte[], byte[]>> records = records("again", 2);
        assertThat(records).singleElement().satisfies(record -> {
            assertThat(new String(record.key(), StandardCharsets.ISO_8859_1)).doesNotContain("ada", "acme");
            assertThat(record.key()).hasSize(33);
            assertThat(record.value()).hasSize(66);
        });
    }

    @Test
    void findsKeysAfterTheKeysetWasRotated() throws Exception {
        create("rotated", 1, COMPACT);
        Object before = sealed(mask("rotated", Map.of()), "ada");
        String keyset = Keysets.rotate(FixedKeysets.GCM, KeysetKind.GCM);

        Object after = sealed(mask("rotated", Map.of("mask.encrypt.keyset", keyset)), "ada");
        Reveal<SinkRecord> reveal = reveal("rotated", Map.of("reveal.encrypt.keyset", keyset));

        assertThat(note(reveal, before)).isEqualTo("call ada@example.org");
        assertThat(note(reveal, after)).isEqualTo("call ada@example.org");
        assertThat(Shredder.shred(settings("rotated"), CipherKeys.of(keyset).wrap(), new Owner("acme", "ada")))
                .hasSize(2);
    }

    @Test
    void sealsOnceHoweverOftenItIsMasked() throws Exception {
        create("once", 1, COMPACT);
        MaskFields<SourceRecord> mask = mask("once", Map.of("mask.fields", "note:encrypt"));
        SourceRecord once = mask.apply(Masking.record(null, value("ada")));

        assertThat(mask.apply(Masking.record(null, once.value())).value()).isEqualTo(once.value());
    }

    @Test
    void rejectsWhatIsToBeSealedForNobody() throws Exception {
        create("nobody", 1, COMPACT);
        MaskFields<SourceRecord> mask = mask("nobody", Map.of());

        SourceRecord clean = mask.apply(Masking.record(null, Map.of("tenant_id", "acme", "note", "hello")));
        SourceRecord refused =
                mask.apply(Masking.record(null, Map.of("tenant_id", "acme", "note", "call ada@example.org")));

        assertThat(Masking.header(clean, "gov.reject.rule")).isNull();
        assertThat(Masking.header(refused, "gov.reject.rule")).isEqualTo("mask.subject");
        assertThat(Masking.header(refused, "gov.reject.path")).isEqualTo("identity.user_id");
    }

    @Test
    void makesNewKeysForSubjectsBeyondItsMemory() throws Exception {
        create("small", 1, COMPACT);
        MaskFields<SourceRecord> mask = mask("small", Map.of("mask.subject.keys.cache.bytes", "1048576"));
        int subjects = 1_700;
        List<Object> sealed = IntStream.range(0, subjects)
                .mapToObj(i -> sealed(mask, "user-" + i))
                .toList();

        Object first = sealed(mask, "user-0");

        Reveal<SinkRecord> reveal = reveal("small", Map.of());
        assertThat(key(first)).isNotEqualTo(key(sealed.get(0)));
        assertThat(sealed.stream().map(text -> note(reveal, text)))
                .allMatch(text -> text.matches("call user-\\d+@example.org"));
        assertThat(note(reveal, first)).isEqualTo("call user-0@example.org");
        assertThatThrownBy(() -> reveal("small", Map.of("reveal.subject.keys.max", "1000")))
                .isInstanceOf(KeyTopicException.class)
                .hasMessageContaining("more than 1000")
                .hasMessageContaining("reveal.subject.keys.max");
    }

    @ParameterizedTest
    @CsvSource({
        "delete, 86400000, cleanup.policy",
        "'compact,delete', 86400000, cleanup.policy",
        "compact, 60000, delete.retention.ms"
    })
    void refusesTopicsThatForgetByThemselvesOrTooSoon(String policy, String tombstones, String because)
            throws Exception {
        String topic = "unfit-" + UUID.randomUUID();
        create(topic, 1, Map.of("cleanup.policy", policy, "delete.retention.ms", tombstones));

        assertThatThrownBy(() -> mask(topic, Map.of()))
                .isInstanceOf(KeyTopicException.class)
                .hasMessageContaining(because);
        assertThatThrownBy(() -> reveal(topic, Map.of()))
                .isInstanceOf(KeyTopicException.class)
                .hasMessageContaining(because);
    }

    @Test
    void refusesTopicsThatAreMissingOrHoldSomethingElse() throws Exception {
        create("foreign", 1, COMPACT);
        Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("foreign", "canary".getBytes(StandardCharsets.UTF_8), new byte[1]))
                    .get();
        }

        assertThatThrownBy(() -> mask("missing", Map.of()))
                .isInstanceOf(KeyTopicException.class)
                .hasNoCause()
                .hasMessageContaining("UnknownTopicOrPartitionException");
        assertThatThrownBy(() -> mask("foreign", Map.of()))
                .isInstanceOf(KeyTopicException.class)
                .hasNoCause()
                .hasMessageContaining("partition 0, offset 0")
                .hasMessageNotContaining("canary");
    }

    @Test
    void usesNoKeyThatItCannotKeepOrCheck() throws Exception {
        try (KafkaBroker own = KafkaBroker.chosen(directory.resolve("own"))) {
            // Given
            own.start();
            try (Admin client = Admin.create(Map.of("bootstrap.servers", own.bootstrapServers()))) {
                client.createTopics(List.of(new NewTopic("keys", 1, (short) 1).configs(COMPACT)))
                        .all()
                        .get();
            }
            Map<String, String> there = Map.of(
                    "mask.subject.keys.bootstrap.servers", own.bootstrapServers(), "mask.subject.keys.timeout", "2s");
            MaskFields<SourceRecord> mask = mask("keys", there);
            Object ada = sealed(mask, "ada");
            assertThat(ada.toString()).startsWith("call s1.");

            // When
            own.stop();

            // Then neither a new subject is sealed for, nor a known one once what is known is too old
            assertThatThrownBy(() -> sealed(mask, "new-subject"))
                    .isInstanceOf(KeyTopicException.class)
                    .hasNoCause()
                    .hasMessageNotContaining("new-subject");
            Thread.sleep(1_100);
            assertThatThrownBy(() -> sealed(mask, "ada")).isInstanceOf(KeyTopicException.class);
        }
    }

    private MaskFields<SourceRecord> mask(String topic, Map<String, String> more) {
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

    private Reveal<SinkRecord> reveal(String topic, Map<String, String> more) {
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

    private static List<Id128> shred(String topic, String subject) {
        return Shredder.shred(settings(topic), CipherKeys.of(FixedKeysets.GCM).wrap(), new Owner("acme", subject));
    }

    private static KeyTopicSettings settings(String topic) {
        return new KeyTopicSettings(
                topic,
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30));
    }

    private static Map<String, Object> value(String subject) {
        return Map.of(
                "tenant_id",
                "acme",
                "identity",
                Map.of("user_id", subject),
                "note",
                "call " + subject + "@example.org");
    }

    private static Object sealed(MaskFields<SourceRecord> mask, String subject) {
        Object note = Masking.value(mask.apply(Masking.record(null, value(subject))), "note");
        assertThat(note).asString().startsWith("call s1.").doesNotContain("@");
        return note;
    }

    private static String note(Reveal<SinkRecord> reveal, Object sealed) {
        SinkRecord record =
                new SinkRecord("ai-logs", 0, null, null, null, Map.of("tenant_id", "acme", "note", sealed), 1);
        return ((Map<?, ?>) reveal.apply(record).value()).get("note").toString();
    }

    private static String key(Object sealed) {
        return sealed.toString().substring("call s1.".length(), "call s1.".length() + 22);
    }

    private static void create(String topic, int partitions, Map<String, String> config) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(config)))
                .all()
                .get();
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(String topic, int partitions) {
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

    private static Object await(java.util.function.Supplier<Object> give, java.util.function.Predicate<Object> wanted)
            throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            Object given = give.get();
            if (wanted.test(given)) {
                return given;
            }
            Thread.sleep(200);
        }
        throw new AssertionError("It did not come.");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static io.affidavit.smt.SubjectTasks.COMPACT;
import static io.affidavit.smt.SubjectTasks.await;
import static io.affidavit.smt.SubjectTasks.key;
import static io.affidavit.smt.SubjectTasks.note;
import static io.affidavit.smt.SubjectTasks.sealed;
import static io.affidavit.smt.SubjectTasks.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.smt.seal.CipherKeys;
import io.affidavit.smt.seal.FixedKeysets;
import io.affidavit.smt.seal.Id128;
import io.affidavit.smt.seal.KeysetKind;
import io.affidavit.smt.seal.Keysets;
import io.affidavit.smt.seal.Owner;
import io.affidavit.smt.subject.KeyTopicException;
import io.affidavit.smt.subject.Shredder;
import io.affidavit.stack.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of single subjects, in a topic of a real broker: made by {@link MaskFields}, read by {@link Reveal}, erased. */
class SubjectKeysIT {

    @TempDir
    static Path directory;

    private static KafkaBroker broker;

    private SubjectTasks tasks;

    @BeforeAll
    static void start() {
        broker = KafkaBroker.chosen(directory);
        broker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void open() {
        tasks = new SubjectTasks(broker);
    }

    @AfterEach
    void close() throws Exception {
        tasks.close();
    }

    @Test
    void forgetsOneSubjectAndNoOther() throws Exception {
        // Given two tasks that sealed for two people, and a task that reveals
        tasks.create("forget", 3, COMPACT);
        MaskFields<SourceRecord> one = tasks.mask("forget", Map.of());
        MaskFields<SourceRecord> two = tasks.mask("forget", Map.of());
        Object adaOne = sealed(one, "ada");
        Object adaTwo = sealed(two, "ada");
        Object bob = sealed(two, "bob");
        Reveal<SinkRecord> running = tasks.reveal("forget", Map.of());
        assertThat(note(running, adaOne)).isEqualTo("call ada@example.org");
        assertThat(note(running, adaTwo)).isEqualTo("call ada@example.org");
        assertThat(note(running, bob)).isEqualTo("call bob@example.org");

        // When
        List<Id128> erased = tasks.shred("forget", "ada");

        // Then what is running forgets within the time that is set, and what starts later never knows
        assertThat(erased).isNotEmpty();
        tasks.now.updateAndGet(time -> time.plusSeconds(31));
        Reveal<SinkRecord> later = tasks.reveal("forget", Map.of());
        for (Reveal<SinkRecord> reveal : List.of(running, later)) {
            assertThat(note(reveal, adaOne)).startsWith("call s1.").doesNotContain("ada@");
            assertThat(note(reveal, adaTwo)).startsWith("call s1.");
            assertThat(note(reveal, bob)).isEqualTo("call bob@example.org");
        }
        assertThat(tasks.shred("forget", "ada")).isEmpty();

        // and tasks that seal take another key, of which the new content opens
        Object after = await(() -> sealed(one, "ada"), text -> !key(text).equals(key(adaOne)));
        assertThat(note(running, after)).isEqualTo("call ada@example.org");
        assertThat(note(running, adaOne)).startsWith("call s1.");

        // and a task that paused for long reads everything again
        tasks.now.updateAndGet(time -> time.plus(Duration.ofHours(2)));
        assertThat(note(running, adaOne)).startsWith("call s1.");
        assertThat(note(running, bob)).isEqualTo("call bob@example.org");
        assertThat(note(running, after)).isEqualTo("call ada@example.org");
    }

    @Test
    void takesKeysUpAgainAndWritesNobodysName() throws Exception {
        tasks.create("again", 2, COMPACT);
        MaskFields<SourceRecord> first = tasks.mask("again", Map.of());
        Object before = sealed(first, "ada-the-subject");
        first.close();

        Object after = sealed(tasks.mask("again", Map.of()), "ada-the-subject");

        assertThat(key(after)).isEqualTo(key(before));
        assertThat(after).isNotEqualTo(before);
        List<ConsumerRecord<byte[], byte[]>> records = tasks.records("again", 2);
        assertThat(records).singleElement().satisfies(record -> {
            assertThat(new String(record.key(), StandardCharsets.ISO_8859_1)).doesNotContain("ada", "acme");
            assertThat(record.key()).hasSize(33);
            assertThat(record.value()).hasSize(66);
        });
    }

    @Test
    void findsKeysAfterTheKeysetWasRotated() throws Exception {
        tasks.create("rotated", 1, COMPACT);
        Object before = sealed(tasks.mask("rotated", Map.of()), "ada");
        String keyset = Keysets.rotate(FixedKeysets.GCM, KeysetKind.GCM);

        Object after = sealed(tasks.mask("rotated", Map.of("mask.encrypt.keyset", keyset)), "ada");
        Reveal<SinkRecord> reveal = tasks.reveal("rotated", Map.of("reveal.encrypt.keyset", keyset));

        assertThat(note(reveal, before)).isEqualTo("call ada@example.org");
        assertThat(note(reveal, after)).isEqualTo("call ada@example.org");
        assertThat(Shredder.shred(
                        tasks.settings("rotated"), CipherKeys.of(keyset).wrap(), new Owner("acme", "ada")))
                .hasSize(2);
    }

    @Test
    void sealsOnceHoweverOftenItIsMasked() throws Exception {
        tasks.create("once", 1, COMPACT);
        MaskFields<SourceRecord> mask = tasks.mask("once", Map.of("mask.fields", "note:encrypt"));
        SourceRecord once = mask.apply(Masking.record(null, value("ada")));

        assertThat(mask.apply(Masking.record(null, once.value())).value()).isEqualTo(once.value());
    }

    @Test
    void rejectsWhatIsToBeSealedForNobody() throws Exception {
        tasks.create("nobody", 1, COMPACT);
        MaskFields<SourceRecord> mask = tasks.mask("nobody", Map.of());

        SourceRecord clean = mask.apply(Masking.record(null, Map.of("tenant_id", "acme", "note", "hello")));
        SourceRecord refused =
                mask.apply(Masking.record(null, Map.of("tenant_id", "acme", "note", "call ada@example.org")));

        assertThat(Masking.header(clean, "gov.reject.rule")).isNull();
        assertThat(Masking.header(refused, "gov.reject.rule")).isEqualTo("mask.subject");
        assertThat(Masking.header(refused, "gov.reject.path")).isEqualTo("identity.user_id");
    }

    @Test
    void makesNewKeysForSubjectsBeyondItsMemory() throws Exception {
        tasks.create("small", 1, COMPACT);
        MaskFields<SourceRecord> mask = tasks.mask("small", Map.of("mask.subject.keys.cache.bytes", "1048576"));
        int subjects = 1_700;
        List<Object> sealed = IntStream.range(0, subjects)
                .mapToObj(i -> sealed(mask, "user-" + i))
                .toList();

        Object first = sealed(mask, "user-0");

        Reveal<SinkRecord> reveal = tasks.reveal("small", Map.of());
        assertThat(key(first)).isNotEqualTo(key(sealed.get(0)));
        assertThat(sealed.stream().map(text -> note(reveal, text)))
                .allMatch(text -> text.matches("call user-\\d+@example.org"));
        assertThat(note(reveal, first)).isEqualTo("call user-0@example.org");
        assertThatThrownBy(() -> tasks.reveal("small", Map.of("reveal.subject.keys.max", "1000")))
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
        tasks.create(topic, 1, Map.of("cleanup.policy", policy, "delete.retention.ms", tombstones));

        assertThatThrownBy(() -> tasks.mask(topic, Map.of()))
                .isInstanceOf(KeyTopicException.class)
                .hasMessageContaining(because);
        assertThatThrownBy(() -> tasks.reveal(topic, Map.of()))
                .isInstanceOf(KeyTopicException.class)
                .hasMessageContaining(because);
    }

    @Test
    void refusesTopicsThatAreMissingOrHoldSomethingElse() throws Exception {
        tasks.create("foreign", 1, COMPACT);
        Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("foreign", "canary".getBytes(StandardCharsets.UTF_8), new byte[1]))
                    .get();
        }

        assertThatThrownBy(() -> tasks.mask("missing", Map.of()))
                .isInstanceOf(KeyTopicException.class)
                .hasNoCause()
                .hasMessageContaining("UnknownTopicOrPartitionException");
        assertThatThrownBy(() -> tasks.mask("foreign", Map.of()))
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
            MaskFields<SourceRecord> mask = tasks.mask("keys", there);
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
}

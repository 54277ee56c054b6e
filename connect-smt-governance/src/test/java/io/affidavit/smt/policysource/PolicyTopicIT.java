/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.policysource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.PolicyReader;
import io.affidavit.core.policy.log.Activation;
import io.affidavit.core.policy.log.PolicyHead;
import io.affidavit.core.policy.log.PolicyRecords;
import io.affidavit.core.policy.log.PolicySource;
import io.affidavit.core.policy.log.Signatures;
import io.affidavit.core.policysource.PolicySources;
import io.affidavit.stack.KafkaBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Policies in a topic of a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyTopicIT {

    private static final ConfigKeys KEYS = ConfigKeys.of(PolicySources.keys(document -> {}));

    @TempDir
    private static Path directory;

    private KafkaBroker broker;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    void start() {
        broker = KafkaBroker.chosen(directory);
        broker.start();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 0, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    void stop() {
        producer.close();
        broker.close();
    }

    private void topic(String name, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(
                            new NewTopic(name, partitions, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        }
    }

    private static PolicyDocument document(int version) {
        return PolicyReader.read("id: p\nversion: " + version + "\n");
    }

    private static Activation activation(PolicyDocument document, Instant from) {
        return new Activation(
                document.ref().version(), document.ref().digest(), Instant.ofEpochMilli(from.toEpochMilli()));
    }

    private void send(String topic, String key, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value)).get();
    }

    private void send(String topic, PolicyDocument document, Signatures signatures) throws Exception {
        send(topic, PolicyRecords.key(document.ref()), PolicyRecords.value(document, signatures));
    }

    private void send(String topic, PolicyHead head, Signatures signatures) throws Exception {
        send(topic, PolicyRecords.key(head), PolicyRecords.value(head, signatures));
    }

    private PolicySource<String> open(String topic, Map<String, String> more) {
        Map<String, String> props = new HashMap<>(Map.of(
                "policy.source",
                "topic",
                "policy.id",
                "p",
                "policy.topic",
                topic,
                "policy.bootstrap.servers",
                broker.bootstrapServers()));
        props.putAll(more);
        return PolicySources.open(
                new AbstractConfig(KEYS.toConfigDef(), props, false), PolicyTopicIT::compile, Clock.systemUTC());
    }

    private static String compile(PolicyDocument document) {
        if (document.ref().version().text().equals("13")) {
            throw new PolicyException("Cannot use policy: line 1: it does not compile.");
        }
        return document.ref().version().text();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for a minute").isLessThan(end);
            Thread.sleep(20);
        }
    }

    private static long readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("affidavit-policy-topic"))
                .count();
    }

    @Test
    void switchesByTheTimeOfRecordsAndNeverForABrokenVersion() throws Exception {
        // Given
        topic("policies-swap", 1);
        Instant start = Instant.now();
        PolicyHead head = new PolicyHead("p", List.of(activation(document(1), start)));
        send("policies-swap", document(1), Signatures.NONE);
        send("policies-swap", head, Signatures.NONE);

        try (PolicySource<String> source = open("policies-swap", Map.of())) {
            assertThat(source.at(null)).isEqualTo("1");

            // When: a version is announced
            PolicyHead next = head.and(activation(document(2), start.plusSeconds(3600)));
            send("policies-swap", document(2), Signatures.NONE);
            send("policies-swap", next, Signatures.NONE);
            await(() -> source.at(start.plusSeconds(3600).toEpochMilli()).equals("2"));

            // Then: only records of its time see it
            assertThat(source.at(start.plusSeconds(3600).toEpochMilli() - 1)).isEqualTo("1");
            assertThat(source.at(null)).isEqualTo("1");
            assertThat(source.status().refused()).isZero();

            // When: broken versions and a version that does not compile are announced
            send("policies-swap", "p@3", "{\"format\":\"affidavit.policy.v1\"}".getBytes(UTF_8));
            send("policies-swap", document(13), Signatures.NONE);
            PolicyHead broken = next.and(new Activation(
                            document(3).ref().version(),
                            document(3).ref().digest(),
                            start.plusSeconds(7200).truncatedTo(ChronoUnit.MILLIS)))
                    .and(activation(document(13), start.plusSeconds(10_800)));
            send("policies-swap", broken, Signatures.NONE);
            send("policies-swap", "p", "hunter2".getBytes(UTF_8));
            await(() -> source.status().refused() >= 4);

            // Then: the last good one stays in force
            assertThat(source.at(start.plusSeconds(20_000).toEpochMilli())).isEqualTo("2");
            assertThat(source.status().refused()).isEqualTo(4);

            // And: whoever starts later decides the same
            try (PolicySource<String> later = open("policies-swap", Map.of("policy.consumer.client.id", "later"))) {
                for (long second : List.of(-10L, 0L, 3599L, 3601L, 7300L, 20_000L)) {
                    long time = start.plusSeconds(second).toEpochMilli();
                    assertThat(later.at(time)).isEqualTo(source.at(time));
                }
                assertThat(readers()).isEqualTo(2);
            }
        }
        await(() -> readers() == 0);
    }

    @Test
    void sharesOneConsumer() throws Exception {
        topic("policies-shared", 1);
        send("policies-shared", document(1), Signatures.NONE);
        send("policies-shared", new PolicyHead("p", List.of(activation(document(1), Instant.now()))), Signatures.NONE);

        PolicySource<String> one = open("policies-shared", Map.of());
        PolicySource<String> two = open("policies-shared", Map.of());

        assertThat(readers()).isEqualTo(1);
        one.close();
        assertThat(two.at(null)).isEqualTo("1");
        assertThat(readers()).isEqualTo(1);
        two.close();
        await(() -> readers() == 0);
    }

    @Test
    void refusesWhatNoTrustedKeySigned() throws Exception {
        SigningKey key = SigningKey.generate();
        Path trusted = Files.writeString(
                directory.resolve("trusted.pem"), key.verificationKey().toPem());
        topic("policies-signed", 1);
        PolicyHead head = new PolicyHead("p", List.of(activation(document(1), Instant.now())));
        send("policies-signed", document(1), Signatures.of(document(1), key));
        send("policies-signed", head, Signatures.of(head, key));

        try (PolicySource<String> source = open("policies-signed", Map.of("policy.trust.keys", trusted.toString()))) {
            PolicyHead forged = head.and(activation(document(2), Instant.now().plusSeconds(1)));
            send("policies-signed", document(2), Signatures.of(document(2), SigningKey.generate()));
            send("policies-signed", forged, Signatures.NONE);
            await(() -> source.status().refused() == 2);

            assertThat(source.at(Long.MAX_VALUE)).isEqualTo("1");
        }
    }

    @Test
    void doesNotBeginWhereTheTopicIsMissingOrOfNoUse() throws Exception {
        topic("policies-empty", 1);
        topic("policies-wide", 2);
        Map<String, String> soon = Map.of("policy.load.timeout.ms", "5000");

        assertThatThrownBy(() -> open("policies-missing", soon))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("topic policies-missing does not exist");
        assertThatThrownBy(() -> open("policies-wide", soon)).hasMessageContaining("more than one partition");
        assertThatThrownBy(() -> open("policies-empty", soon)).hasMessageContaining("there is no version of it");
        await(() -> readers() == 0);
    }

    @Test
    void goesOnWhileTheBrokerIsAwayAndCatchesUp() throws Exception {
        // Given
        topic("policies-away", 1);
        Instant start = Instant.now();
        PolicyHead head = new PolicyHead("p", List.of(activation(document(1), start)));
        send("policies-away", document(1), Signatures.NONE);
        send("policies-away", head, Signatures.NONE);
        Map<String, String> patient =
                Map.of("policy.consumer.request.timeout.ms", "1000", "policy.consumer.default.api.timeout.ms", "2000");
        Map<String, String> strict = new HashMap<>(patient);
        strict.putAll(Map.of("policy.on.stale", "fail", "policy.max.staleness.ms", "5000"));
        try (PolicySource<String> source = open("policies-away", patient);
                PolicySource<String> closed = open("policies-away", strict)) {
            assertThat(closed.at(null)).isEqualTo("1");

            // When
            broker.stop();
            await(() -> stale(closed));

            // Then
            assertThat(source.at(null)).isEqualTo("1");

            // When
            broker.start();
            send("policies-away", document(2), Signatures.NONE);
            send("policies-away", head.and(activation(document(2), start.plusSeconds(1))), Signatures.NONE);

            // Then
            await(() -> source.at(null).equals("2"));
            await(() -> !stale(closed));
            assertThat(closed.at(null)).isEqualTo("2");
        }
    }

    private static boolean stale(PolicySource<String> source) {
        try {
            source.at(null);
            return false;
        } catch (PolicyException e) {
            assertThat(e).hasMessageContaining("policy.max.staleness.ms");
            return true;
        }
    }
}

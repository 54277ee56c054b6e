/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.stack.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code affidavit policy publish} and {@code diff} on a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyTopicsIT {

    private static final String POLICY = """
            id: p
            version: %s
            retention:
              decision: {duration: %s, approval: {by: board, on: 2026-01-01, ticket: %s}}
            rules:
              - {id: model, mode: enforce, when: "event.model.request_model != '%s'", action: block}
            """;

    @TempDir
    private static Path directory;

    private KafkaBroker broker;

    @BeforeAll
    void start() {
        broker = KafkaBroker.chosen(directory.resolve("kafka"));
        broker.start();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private String policy(String version, String duration, String ticket, String model) throws IOException {
        Path file = directory.resolve("policy-" + version + "-" + ticket + "-" + model + ".yml");
        return Files.writeString(file, POLICY.formatted(version, duration, ticket, model))
                .toString();
    }

    private CommandRun publish(String topic, String file, String from, String... more) {
        List<String> arguments = new ArrayList<>(List.of("policy", "publish", file, "--topic", topic));
        arguments.addAll(List.of("--bootstrap", broker.bootstrapServers(), "--effective-from", from));
        arguments.addAll(Arrays.asList(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private void topic(String name, int partitions, Map<String, String> config) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(config)))
                    .all()
                    .get();
        }
    }

    private List<String> keys(String topic) {
        List<String> keys = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    keys.add(new String(record.key(), UTF_8));
                }
            }
        }
        return keys;
    }

    @Test
    void publishesVersionsAndNeverChangesWhatWasPublished() throws Exception {
        // Given
        String one = policy("1", "7 years", "T-1", "good");

        // When, Then: no topic yet
        assertThat(publish("policies", one, "+31s").err()).contains("it does not exist. Give --create");

        // When, Then: published
        CommandRun published = publish("policies", one, "+31s", "--create");
        assertThat(published.exitCode()).as(published.err()).isZero();
        assertThat(published.out()).contains("Published p@1#", "in force from ");
        assertThat(keys("policies")).containsExactly("p@1", "p");

        // When, Then: another text, too soon, before what was announced, lower
        assertThat(publish("policies", policy("1", "7 years", "T-1", "better"), "+1m")
                        .err())
                .contains("this version was published with another text");
        assertThat(publish("policies", policy("2", "7 years", "T-1", "better"), "+29s")
                        .err())
                .contains("less than 30 s away");
        assertThat(publish("policies", policy("2", "7 years", "T-1", "better"), "2026-01-01T00:00:00Z")
                        .err())
                .contains("less than 30 s away");
        assertThat(publish("policies", policy("2", "6 years", "T-1", "better"), "+2m")
                        .err())
                .contains("it shortens retention class decision");
        assertThat(keys("policies")).hasSize(2);

        // When, Then: shortened with an approval
        assertThat(publish("policies", policy("2", "6 years", "T-2", "better"), "+2m")
                        .exitCode())
                .isZero();
        assertThat(publish("policies", policy("3", "6 years", "T-2", "best"), "+1m")
                        .err())
                .contains("takes effect at");
        assertThat(publish("policies", policy("1.5.0", "7 years", "T-2", "best"), "+3m")
                        .err())
                .contains("a higher version was published before");
        assertThat(keys("policies")).containsExactly("p@1", "p", "p@2", "p");

        // When, Then: the first is put back
        CommandRun back = publish("policies", one, "+4m");
        assertThat(back.out()).as(back.err()).contains("Put back p@1#");
        assertThat(keys("policies")).containsExactly("p@1", "p", "p@2", "p", "p");
    }

    @Test
    void publishesOnlyWhatWorkersWouldTake() throws Exception {
        String one = policy("1", "7 years", "T-1", "good");
        String two = policy("2", "7 years", "T-1", "good");
        Path ours = directory.resolve("ours");
        Path theirs = directory.resolve("theirs");
        CommandRun.of("keys", "generate", "--out", ours.toString());
        CommandRun.of("keys", "generate", "--out", theirs.toString());
        String key = ours.resolve("signing-key.pem").toString();
        String trust = ours.resolve("trusted-keys.pem").toString();

        assertThat(publish("signed", one, "+31s", "--create", "--trust", trust).err())
                .contains("Give --key");
        CommandRun published = publish("signed", one, "+31s", "--key", key, "--trust", trust);
        assertThat(published.exitCode()).as(published.err()).isZero();
        assertThat(publish("signed", two, "+1m").err()).contains("is signed", "Give --key");
        assertThat(publish(
                                "signed",
                                two,
                                "+1m",
                                "--key",
                                theirs.resolve("signing-key.pem").toString(),
                                "--trust",
                                trust)
                        .err())
                .contains("would refuse it");
        assertThat(keys("signed")).containsExactly("p@1", "p");
    }

    @Test
    void refusesTopicsThatLoseOrReorderVersions() throws Exception {
        topic("wide", 2, Map.of("cleanup.policy", "compact"));
        topic("forgetful", 1, Map.of("cleanup.policy", "delete"));
        String one = policy("1", "7 years", "T-1", "good");

        assertThat(publish("wide", one, "+31s").err()).contains("it has 2 partitions");
        assertThat(publish("forgetful", one, "+31s").err()).contains("its cleanup.policy is not compact");
    }

    @Test
    void publishesNothingThatHasFaults() throws Exception {
        String text = """
                id: p
                version: 1
                rules:
                  - {id: r, when: 'nothing.is + ', action: log}
                """;
        String broken = Files.writeString(directory.resolve("broken.yml"), text).toString();

        CommandRun run = publish("policies-broken", broken, "+31s", "--create");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("line 4, condition of rule r");
    }

    @Test
    void listsEveryVerdictThatWouldChangeAndNoContent() throws Exception {
        // Given: three records, two of which two policies decide differently
        topic("events", 1, Map.of());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String value : List.of(
                    "{\"model\":{\"request_model\":\"left-out\"}}",
                    "{\"model\":{\"request_model\":\"good\"},\"content\":\"hunter2\"}",
                    "no json hunter2",
                    "{\"model\":{\"request_model\":\"better\"},\"content\":\"hunter2\"}",
                    "{\"model\":{\"request_model\":\"third-model\"},\"content\":\"hunter2\"}")) {
                producer.send(new ProducerRecord<>("events", value.getBytes(UTF_8)))
                        .get();
            }
        }
        assertThat(publish("policies-diff", policy("1", "7 years", "T-1", "good"), "+31s", "--create")
                        .exitCode())
                .isZero();
        String candidate = policy("2", "7 years", "T-1", "better");

        // When
        CommandRun run = CommandRun.of(
                "policy",
                "diff",
                candidate,
                "--bootstrap",
                broker.bootstrapServers(),
                "--topic",
                "events",
                "--last",
                "4",
                "--policy-topic",
                "policies-diff");

        // Then
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out())
                .contains("In force: p@1#", "Candidate: p@2#")
                .contains("3 records compared, 2 would be decided otherwise, 1 hold no JSON object.")
                .containsPattern("0 +1 +allow +block \\(model\\)")
                .containsPattern("0 +3 +block \\(model\\) +allow")
                .doesNotContain("hunter2", "left-out", "third-model");

        // And: nothing changes where nothing changed
        assertThat(CommandRun.of(
                                "policy",
                                "diff",
                                candidate,
                                "--bootstrap",
                                broker.bootstrapServers(),
                                "--topic",
                                "events",
                                "--current",
                                candidate)
                        .exitCode())
                .isZero();
    }
}

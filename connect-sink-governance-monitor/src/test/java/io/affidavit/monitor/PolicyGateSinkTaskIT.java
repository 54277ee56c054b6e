/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.monitor.release.Choice;
import io.affidavit.monitor.release.Decision;
import io.affidavit.monitor.release.DecisionResult;
import io.affidavit.monitor.release.Outcome;
import io.affidavit.monitor.release.Place;
import io.affidavit.monitor.release.Rules;
import io.affidavit.stack.KafkaBroker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The gate's task on a real broker. */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyGateSinkTaskIT {

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

    @Test
    void sendsEachRecordToTheTopicOfItsVerdict() throws Exception {
        try (GateTopicsOnBroker topics = topics("verdicts")) {
            // Given
            topics.fill(0, 50, "allow", "block", "log", "escalate", "");

            // When
            try (HandDriven task = task(topics, both(topics))) {
                task.drain();
                assertThat(task.commit().values()).containsExactly(25L, 25L);
            }

            // Then
            assertThat(topics.values(topics.topic("allowed")))
                    .containsExactlyInAnyOrderElementsOf(numbers(0, 50, 0, 2));
            assertThat(topics.values(topics.topic("quarantine")))
                    .containsExactlyInAnyOrderElementsOf(numbers(0, 50, 1, 4));
            assertThat(topics.values(topics.topic("review"))).containsExactlyInAnyOrderElementsOf(numbers(0, 50, 3));
            assertThat(topics.read(topics.topic("quarantine"))).allSatisfy(record -> {
                boolean judged = header(record, "gov.verdict") != null;
                assertThat(header(record, "gov.gate.rule")).isEqualTo(judged ? "gate.blocked" : "gate.unjudged");
                assertThat(header(record, "gov.gate.topic")).isEqualTo(topics.input());
                assertThat(new String(record.key(), UTF_8)).isEqualTo("k" + number(record));
                assertThat(header(record, "gov.gate.offset")).isEqualTo(Integer.toString(number(record) / 2));
                assertThat(header(record, "gov.gate.partition")).isEqualTo(Integer.toString(number(record) % 2));
            });
        }
    }

    @Test
    void keepsTheOrderOfEachInputPartition() throws Exception {
        try (GateTopicsOnBroker topics = topics("order")) {
            topics.fill(0, 60, "allow");
            try (HandDriven task = task(topics, both(topics))) {
                task.drain().commit();
            }

            List<ConsumerRecord<byte[], byte[]>> allowed = topics.read(topics.topic("allowed"));
            for (int partition = 0; partition < 2; partition++) {
                int one = partition;
                assertThat(allowed.stream()
                                .filter(record -> record.partition() == one)
                                .map(PolicyGateSinkTaskIT::number))
                        .hasSize(30)
                        .isSorted()
                        .allMatch(number -> number % 2 == one);
            }
        }
    }

    @Test
    void goesOnFromItsCheckpointWhateverConnectRemembers() throws Exception {
        try (GateTopicsOnBroker topics = topics("resume")) {
            topics.fill(0, 20, "allow");
            try (HandDriven task = task(topics, both(topics))) {
                task.drain().commit();
            }
            topics.fill(20, 40, "allow");
            try (HandDriven task = task(topics, both(topics))) {
                task.drain().commit();
            }

            assertThat(topics.values(topics.topic("allowed")))
                    .containsExactlyInAnyOrderElementsOf(numbers(0, 40, 0, 1, 2, 3, 4));
        }
    }

    @Test
    void writesAgainWhatAKilledTaskHadNotCommitted() throws Exception {
        try (GateTopicsOnBroker topics = topics("killed")) {
            // Given a task that dies in the middle of a transaction
            topics.fill(0, 30, "allow", "block");
            HandDriven killed = task(topics, both(topics), "gate.commit.interval.ms", "30000");
            while (killed.turn() == 0) {
                // until something is in the making
            }
            killed.abandon();

            // When
            try (HandDriven task = task(topics, both(topics))) {
                task.drain().commit();
            }

            // Then
            assertThat(Stream.of("allowed", "quarantine").flatMap(part -> topics.values(topics.topic(part)).stream()))
                    .containsExactlyInAnyOrderElementsOf(numbers(0, 30, 0, 1, 2, 3, 4));
        }
    }

    @Test
    void shutsAZombieOutAndLetsItComeBackInPeace() throws Exception {
        try (GateTopicsOnBroker topics = topics("zombie")) {
            // Given a task that froze in the middle of a transaction, and another in its place
            topics.fill(0, 30, "allow");
            MovedClock clock = new MovedClock();
            HandDriven zombie =
                    new HandDriven(topics, config(topics, "gate.commit.interval.ms", "30000"), clock, both(topics));
            while (zombie.turn() == 0) {
                // until something is in the making
            }
            try (HandDriven other = task(topics, both(topics))) {
                other.drain();
                assertThat(other.commit().values()).containsExactly(15L, 15L);
            }

            // When it wakes up
            assertThat(zombie.commit()).isEmpty();
            zombie.drain();
            assertThat(zombie.commit()).isEmpty();
            topics.fill(30, 40, "allow");
            clock.move(Duration.ofSeconds(11));
            zombie.drain();

            // Then it wrote nothing twice, and goes on where the other was
            assertThat(zombie.commit().values()).containsExactly(20L, 20L);
            zombie.close();
            assertThat(topics.values(topics.topic("allowed")))
                    .containsExactlyInAnyOrderElementsOf(numbers(0, 40, 0, 1, 2, 3, 4));
        }
    }

    @Test
    void releasesOnceWhatAPersonLetsPass() throws Exception {
        try (GateTopicsOnBroker topics = topics("release")) {
            // Given records that were kept back
            topics.fill(0, 10, "block", "escalate");
            List<TopicPartition> all = List.of(
                    new TopicPartition(topics.input(), 0),
                    new TopicPartition(topics.input(), 1),
                    new TopicPartition(topics.topic("decisions"), 0));
            String quarantine = topics.topic("quarantine");
            String review = topics.topic("review");
            try (HandDriven task = task(topics, all)) {
                task.drain().commit();

                // When people decide: once, again, on what is not there, for themselves, on others' topics, nonsense
                decide(topics, new Place(quarantine, 0, 1), Choice.RELEASE);
                decide(topics, new Place(quarantine, 0, 1), Choice.RELEASE);
                decide(topics, new Place(review, 0, 0), Choice.RELEASE);
                decide(topics, new Place(quarantine, 0, 2), Choice.REJECT);
                decide(topics, new Place(quarantine, 0, 2), Choice.RELEASE);
                decide(topics, new Place(quarantine, 0, 99), Choice.RELEASE);
                decide(topics, new Place(quarantine, 7, 0), Choice.RELEASE);
                decide(topics, new Place(topics.input(), 0, 0), Choice.RELEASE);
                topics.send(topics.topic("decisions"), "canary".getBytes(UTF_8));
                task.drain().commit();
            }
            // and again when the task was started anew
            decide(topics, new Place(quarantine, 0, 1), Choice.RELEASE);
            topics.expire(new TopicPartition(quarantine, 0), 4);
            decide(topics, new Place(quarantine, 0, 3), Choice.RELEASE);
            try (HandDriven task = task(topics, all)) {
                task.drain().commit();
            }

            // Then
            List<ConsumerRecord<byte[], byte[]>> allowed = topics.read(topics.topic("allowed"));
            assertThat(allowed).hasSize(2);
            assertThat(allowed.stream()
                            .filter(record -> header(record, "gov.release.from").equals(quarantine + ":0:1")))
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(header(record, "gov.verdict")).isEqualTo("block");
                        assertThat(header(record, "gov.gate.rule")).isNull();
                        assertThat(header(record, "gov.release.approver")).isEqualTo("Ana");
                        assertThat(header(record, "gov.release.reason")).isEqualTo("False alarm");
                        assertThat(header(record, "gov.release.ticket")).isEqualTo("T-1");
                        assertThat(header(record, "gov.release.decision"))
                                .isEqualTo(topics.topic("decisions") + ":0:0");
                        assertThat(number(record) % 2).isEqualTo(record.partition());
                    });
            List<DecisionResult> results = topics.read(topics.topic("results")).stream()
                    .map(record -> DecisionResult.parse(record.value()).orElseThrow())
                    .toList();
            assertThat(results)
                    .extracting(DecisionResult::outcome)
                    .containsExactly(
                            Outcome.RELEASED,
                            Outcome.REFUSED,
                            Outcome.RELEASED,
                            Outcome.REJECTED,
                            Outcome.REFUSED,
                            Outcome.REFUSED,
                            Outcome.REFUSED,
                            Outcome.REFUSED,
                            Outcome.REFUSED,
                            Outcome.REFUSED,
                            Outcome.REFUSED);
            assertThat(results)
                    .extracting(DecisionResult::rule)
                    .containsExactly(
                            null,
                            Rules.REPEATED,
                            null,
                            null,
                            Rules.REPEATED,
                            Rules.UNKNOWN,
                            Rules.UNKNOWN,
                            Rules.TOPIC,
                            Rules.MALFORMED,
                            Rules.REPEATED,
                            Rules.EXPIRED);
            assertThat(topics.values(topics.topic("results"))).noneMatch(text -> text.contains("canary"));
        }
    }

    @Test
    void releasesAgainWhatAKilledTaskHadNotCommitted() throws Exception {
        try (GateTopicsOnBroker topics = topics("killedrelease")) {
            // Given a task that dies between a release and its commit
            topics.fill(0, 4, "block");
            List<TopicPartition> input = both(topics);
            List<TopicPartition> decisions = List.of(new TopicPartition(topics.topic("decisions"), 0));
            try (HandDriven task = task(topics, input)) {
                task.drain().commit();
            }
            decide(topics, new Place(topics.topic("quarantine"), 0, 0), Choice.RELEASE);
            HandDriven killed = task(topics, decisions, "gate.commit.interval.ms", "30000");
            while (killed.turn() == 0) {
                // until the release is in the making
            }
            assertThat(topics.values(topics.topic("allowed"))).isEmpty();
            killed.abandon();

            // When
            try (HandDriven task = task(topics, decisions)) {
                task.drain().commit();
            }

            // Then
            assertThat(topics.values(topics.topic("allowed"))).hasSize(1);
            assertThat(topics.values(topics.topic("results"))).hasSize(1);
        }
    }

    @Test
    void beginsWhereOffsetsAreMovedTo() throws Exception {
        try (GateTopicsOnBroker topics = topics("moved")) {
            // Given
            topics.fill(0, 20, "allow");
            Map<String, String> config = config(topics);
            try (HandDriven task = task(topics, both(topics))) {
                task.drain().commit();
            }

            // When one partition is moved, and the other forgotten
            Map<TopicPartition, Long> offsets = new HashMap<>();
            offsets.put(new TopicPartition(topics.input(), 0), 7L);
            offsets.put(new TopicPartition(topics.input(), 1), null);
            assertThat(new PolicyGateSinkConnector().alterOffsets(config, offsets))
                    .isTrue();
            try (HandDriven task = task(topics, both(topics))) {
                task.drain().commit();
            }

            // Then
            assertThat(topics.values(topics.topic("allowed"))).hasSize(20 + 3 + 10);
        }
    }

    @Test
    void refusesATopicThatWasCreatedAnew() throws Exception {
        try (GateTopicsOnBroker topics = topics("anew")) {
            topics.fill(0, 10, "allow");
            try (HandDriven task = task(topics, both(topics))) {
                task.drain().commit();
            }
            topics.delete(topics.input());
            topics.create(topics.input(), 2);
            topics.fill(0, 30, "allow");

            assertThatThrownBy(() -> task(topics, both(topics)))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("the topic was created anew since offset 5 was gated");
        }
    }

    @Test
    void goesOnBehindWhatExpired() throws Exception {
        try (GateTopicsOnBroker topics = topics("expired")) {
            topics.fill(0, 10, "allow");
            try (HandDriven task = task(topics, both(topics))) {
                task.drain().commit();
            }
            topics.fill(10, 20, "allow");
            topics.expire(new TopicPartition(topics.input(), 0), 8);
            try (HandDriven task = task(topics, both(topics))) {
                task.drain().commit();
            }

            assertThat(topics.values(topics.topic("allowed"))).hasSize(10 + 2 + 5);
        }
    }

    @Test
    void saysWhichTopicIsMissing() throws Exception {
        try (GateTopicsOnBroker topics = topics("missing")) {
            topics.delete(topics.topic("review"));

            assertThatThrownBy(() -> task(topics, both(topics)))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageStartingWith("Cannot gate: topic missing.review does not exist.");
        }
    }

    @Test
    void stopsAtARecordThatNoOutputTakes() throws Exception {
        try (GateTopicsOnBroker topics = topics("large")) {
            topics.fill(0, 2, "allow");
            try (HandDriven task = task(topics, both(topics), "gate.client.max.request.size", "150")) {
                assertThatThrownBy(() -> {
                            task.drain();
                            task.commit();
                            task.turn();
                        })
                        .isInstanceOf(ConnectException.class)
                        .hasMessageContaining("RecordTooLargeException");
            }
            assertThat(topics.values(topics.topic("allowed"))).isEmpty();
        }
    }

    private GateTopicsOnBroker topics(String name) throws Exception {
        return new GateTopicsOnBroker(broker.bootstrapServers(), name);
    }

    private static List<TopicPartition> both(GateTopicsOnBroker topics) {
        return List.of(new TopicPartition(topics.input(), 0), new TopicPartition(topics.input(), 1));
    }

    private HandDriven task(GateTopicsOnBroker topics, List<TopicPartition> partitions, String... more) {
        return new HandDriven(topics, config(topics, more), Clock.systemUTC(), partitions);
    }

    private Map<String, String> config(GateTopicsOnBroker topics, String... more) {
        Map<String, String> config = new HashMap<>();
        config.put("name", topics.topic("gate"));
        config.put("gate.bootstrap.servers", broker.bootstrapServers());
        config.put("gate.verdicts", "record");
        config.put("gate.allowed.topic", topics.topic("allowed"));
        config.put("gate.quarantine.topic", topics.topic("quarantine"));
        config.put("gate.escalate.topic", topics.topic("review"));
        config.put("gate.decisions.topic", topics.topic("decisions"));
        config.put("gate.results.topic", topics.topic("results"));
        config.put("gate.commit.interval.ms", "100");
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    private static void decide(GateTopicsOnBroker topics, Place place, Choice choice) throws Exception {
        topics.send(topics.topic("decisions"), new Decision(place, choice, "Ana", "Ben", "False alarm", "T-1").json());
    }

    /** Values whose number, divided by five, leaves one of these. */
    private static List<String> numbers(int from, int to, Integer... rests) {
        return IntStream.range(from, to)
                .filter(number -> List.of(rests).contains(number % 5))
                .mapToObj(number -> "v" + number)
                .toList();
    }

    private static int number(ConsumerRecord<byte[], byte[]> record) {
        return Integer.parseInt(new String(record.value(), UTF_8).substring(1));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return record.headers().lastHeader(name) == null
                ? null
                : new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}

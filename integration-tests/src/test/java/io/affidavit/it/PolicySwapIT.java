/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.affidavit.it.support.ArchivedTopic;
import io.affidavit.it.support.CommandLine;
import io.affidavit.it.support.Completeness;
import io.affidavit.it.support.Load;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.it.support.WorkerMetrics;
import io.affidavit.stack.ConnectWorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy is published while records flow through a worker; a broken one follows; the worker may be killed in between. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class PolicySwapIT {
    private static final int RECORDS = Boolean.getBoolean("affidavit.long") ? 100_000 : 20_000;
    private static final int PER_SECOND = RECORDS / 40;
    private static final int PARTITIONS = 3;
    private static final Pattern IN_FORCE_FROM = Pattern.compile("in force from (\\S+Z)\\.");

    private static final String POLICY = """
            id: swap
            version: %d
            rules:
              - {id: rule-%d, mode: enforce, when: has(event.tenant_id), action: %s}
            """;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void holdsEveryRecordAgainstTheVersionOfItsTime(boolean killed, TestStack stack) throws IOException {
        String name = killed ? "swapkilled" : "swap";
        Path directory = Files.createDirectories(stack.directory().resolve(name));
        try (ConnectWorkerProcess worker = ConnectWorkerProcess.on(
                        stack.broker().bootstrapServers(), TestStack.modules(directory), directory)
                .group(name)
                .build()) {
            worker.start();
            try (ArchivedTopic topic = new ArchivedTopic(stack, worker.rest(), name, PARTITIONS)) {
                // Given
                Instant first = publish(stack, name, 1, "log");
                topic.with("transforms", "policy")
                        .with("transforms.policy.type", "io.affidavit.smt.EnforcePolicy")
                        .with("transforms.policy.policy.source", "topic")
                        .with("transforms.policy.policy.id", "swap")
                        .with("transforms.policy.policy.topic", policies(name))
                        .with(
                                "transforms.policy.policy.bootstrap.servers",
                                stack.broker().bootstrapServers())
                        .with("transforms.policy.event.fields", "decision")
                        .with("transforms.policy.on.reject.sink", "route")
                        .start(2);

                // When
                Instant second;
                long sent;
                try (Load load = topic.load(PER_SECOND)) {
                    topic.awaitRows(1);
                    second = publish(stack, name, 2, "escalate");
                    breakPolicy(stack, name);
                    waitUntil(second);
                    if (killed) {
                        worker.kill();
                        worker.start();
                    }
                    waitUntil(second.plusSeconds(3));
                    await().atMost(Duration.ofMinutes(3)).until(() -> load.sent() >= RECORDS);
                    load.close();
                    sent = load.sent();
                }
                topic.awaitArchived();

                // Then
                Completeness.assertEveryRecordOnce(topic);
                assertThat(topic.archive().rows()).isEqualTo(sent).isGreaterThanOrEqualTo(RECORDS);
                List<List<String>> versions = topic.archive().query("""
                        SELECT decision.policy_id, decision.policy_version, decision.policy_rule_id, decision.verdict,
                            epoch_ms(min(_kafka."timestamp")), epoch_ms(max(_kafka."timestamp")), count(*)
                        FROM TABLE GROUP BY ALL ORDER BY 2""");
                assertThat(versions).hasSize(2);
                assertThat(versions.get(0)).startsWith("swap", "1", "rule-1", "log");
                assertThat(versions.get(1)).startsWith("swap", "2", "rule-2", "escalate");
                assertThat(first).isBefore(second);
                assertThat(Long.parseLong(versions.get(0).get(5))).isLessThan(second.toEpochMilli());
                assertThat(Long.parseLong(versions.get(1).get(4))).isGreaterThanOrEqualTo(second.toEpochMilli());
                assertThat(worker.rest().status(topic.sink()).runs(2)).isTrue();
                assertThat(refused(worker))
                        .isNotEmpty()
                        .allSatisfy(count -> assertThat(count).isEqualTo(2));
                System.out.printf(
                        "killed %s: %d records, %s under version 1 and %s under version 2%n",
                        killed, sent, versions.get(0).get(6), versions.get(1).get(6));
            }
        }
    }

    private static String policies(String name) {
        return name + ".policies";
    }

    /** From when on the version is in force. */
    private static Instant publish(TestStack stack, String name, int version, String action) throws IOException {
        Path file = stack.directory().resolve(name + "-policy-" + version + ".yml");
        Files.writeString(file, POLICY.formatted(version, version, action));
        List<String> arguments = new ArrayList<>(List.of("policy", "publish", file.toString()));
        arguments.addAll(List.of("--bootstrap", stack.broker().bootstrapServers()));
        arguments.addAll(List.of("--topic", policies(name), "--create", "--effective-from", "+31s"));
        CommandLine.Outcome outcome = stack.affidavit().run(arguments);
        Matcher time = IN_FORCE_FROM.matcher(outcome.output());
        assertThat(time.find()).as(outcome.output()).isTrue();
        return Instant.parse(time.group(1));
    }

    /** A version and a head that nobody can use. */
    private static void breakPolicy(TestStack stack, String name) {
        stack.topics()
                .send(List.of(
                        new ProducerRecord<>(policies(name), "swap@3".getBytes(UTF_8), "id: swap".getBytes(UTF_8)),
                        new ProducerRecord<>(policies(name), "swap".getBytes(UTF_8), "{}".getBytes(UTF_8))));
    }

    private static void waitUntil(Instant time) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !Clock.systemUTC().instant().isBefore(time));
    }

    /** How many versions and heads each task's transform says were refused. */
    private static List<Integer> refused(ConnectWorkerProcess worker) {
        return Pattern.compile("policy-versions-refused=([0-9.]+)")
                .matcher(WorkerMetrics.text(worker.pid()))
                .results()
                .map(match -> (int) Double.parseDouble(match.group(1)))
                .toList();
    }
}

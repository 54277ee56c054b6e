/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.it.support.CommandLine;
import io.affidavit.it.support.GatedTopic;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The packaged gate behind a real policy in a real worker. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class PolicyGateIT {
    private static final int EVENTS = 400;

    @Test
    void everyRecordEndsByteForByteInTheTopicOfItsVerdict(TestStack stack) throws IOException {
        try (GatedTopic topic = new GatedTopic(stack, stack.rest(), "gateverdicts", 4)) {
            // When
            topic.send(EVENTS);
            topic.start(2).awaitGated();

            // Then
            Map<Integer, ConsumerRecord<byte[], byte[]>> sent =
                    byNumber(stack.topics().read(topic.in()));
            List<ConsumerRecord<byte[], byte[]>> allowed = stack.topics().read(topic.allowed());
            List<ConsumerRecord<byte[], byte[]>> quarantined = stack.topics().read(topic.quarantine());
            List<ConsumerRecord<byte[], byte[]>> escalated = stack.topics().read(topic.review());
            assertThat(quarantined).hasSize(EVENTS / 10).allSatisfy(record -> {
                assertThat(GatedTopic.number(record) % 10).isZero();
                assertThat(GatedTopic.header(record, "gov.verdict")).isEqualTo("block");
                assertThat(GatedTopic.header(record, "gov.gate.rule")).isEqualTo("policy.ends.in.0");
            });
            assertThat(escalated).hasSize(EVENTS / 10).allSatisfy(record -> {
                assertThat(GatedTopic.number(record) % 10).isEqualTo(1);
                assertThat(GatedTopic.header(record, "gov.verdict")).isEqualTo("escalate");
            });
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(allowed);
            all.addAll(quarantined);
            all.addAll(escalated);
            assertThat(byNumber(all)).hasSize(EVENTS).allSatisfy((number, record) -> {
                ConsumerRecord<byte[], byte[]> original = sent.get(number);
                assertThat(record.key()).isEqualTo(original.key());
                assertThat(record.value()).isEqualTo(original.value());
                assertThat(record.timestamp()).isEqualTo(original.timestamp());
                assertThat(headers(record).entrySet())
                        .containsAll(headers(original).entrySet());
            });
            assertThat(allowed).allSatisfy(record -> {
                assertThat(record.partition())
                        .isEqualTo(sent.get(GatedTopic.number(record)).partition());
                assertThat(GatedTopic.header(record, "gov.policy")).startsWith("gated@1#");
            });
            assertThat(Files.readString(stack.worker().log())).doesNotContain("gatecanary-");
        }
    }

    @Test
    void peopleReleaseAndRejectFromTheCommandLine(TestStack stack) {
        try (GatedTopic topic = new GatedTopic(stack, stack.rest(), "gatepeople", 2)) {
            // Given
            topic.send(20);
            topic.start(1).awaitGated();
            List<ConsumerRecord<byte[], byte[]>> kept = stack.topics().read(topic.quarantine());
            String first = place(kept.get(0));
            String second = place(kept.get(1));

            // When, Then: what waits is listed without content
            CommandLine.Outcome list = gate(stack, topic, "list", topic.quarantine(), topic.review());
            assertThat(list.code()).isEqualTo(1);
            assertThat(list.output())
                    .contains(first, second, "policy.ends.in.0", "gate.escalated", "4 records wait for a decision.")
                    .doesNotContain("canary");

            // When, Then: decisions count once
            CommandLine.Outcome released = decide(stack, topic, "release", first, "--requester", "Ben");
            assertThat(released).returns(0, CommandLine.Outcome::code);
            assertThat(released.output()).contains("Decision " + topic.decisions() + ":0:0: released.");
            assertThat(decide(stack, topic, "reject", second)).returns(0, CommandLine.Outcome::code);
            CommandLine.Outcome again = decide(stack, topic, "release", first, second);
            assertThat(again.code()).isEqualTo(1);
            assertThat(again.output())
                    .contains("refused, gate.decision.repeated")
                    .doesNotContain("canary");
            CommandLine.Outcome own = decide(stack, topic, "release", first, "--requester", "ana");
            assertThat(own.code()).isEqualTo(2);
            assertThat(own.output()).contains("gate.decision.own");

            // Then what was released is the record itself, with who let it pass
            List<ConsumerRecord<byte[], byte[]>> releases = stack.topics().read(topic.allowed()).stream()
                    .filter(record -> GatedTopic.header(record, "gov.release.from") != null)
                    .toList();
            assertThat(releases).singleElement().satisfies(record -> {
                assertThat(record.value()).isEqualTo(kept.get(0).value());
                assertThat(record.key()).isEqualTo(kept.get(0).key());
                assertThat(GatedTopic.header(record, "gov.release.from")).isEqualTo(first);
                assertThat(GatedTopic.header(record, "gov.release.approver")).isEqualTo("Ana");
                assertThat(GatedTopic.header(record, "gov.release.requester")).isEqualTo("Ben");
                assertThat(GatedTopic.header(record, "gov.verdict")).isEqualTo("block");
                assertThat(GatedTopic.header(record, "gov.reject.rule")).isNull();
            });
            assertThat(gate(stack, topic, "list", topic.quarantine()).code()).isZero();
            assertThat(gate(stack, topic, "list", topic.quarantine(), "--all").output())
                    .contains("released", "rejected", "0 records wait for a decision.");
        }
    }

    @Test
    void beginsAnewWhereAnOperatorMovesItsOffsets(TestStack stack) {
        try (GatedTopic topic = new GatedTopic(stack, stack.rest(), "gatemoved", 1)) {
            // Given
            topic.send(30);
            topic.start(1).awaitGated();
            assertThat(stack.topics().count(topic.allowed())).isEqualTo(24);

            // When offsets are set, and later deleted
            stopped(stack, topic);
            stack.rest().alterOffset(topic.sink(), topic.in(), 0, 20);
            stack.rest().resume(topic.sink());
            awaitCount(stack, topic, 24 + 8);
            stopped(stack, topic);
            stack.rest().resetOffsets(topic.sink());
            stack.rest().resume(topic.sink());

            // Then
            awaitCount(stack, topic, 24 + 8 + 24);
        }
    }

    @Test
    void refusesOverRestWhatWouldLetRecordsPass(TestStack stack) {
        try (GatedTopic topic = new GatedTopic(stack, stack.rest(), "gaterefused", 1)) {
            Map<String, String> config = topic.config();
            config.put("name", topic.sink());
            assertThat(stack.rest().validate(config)).isEmpty();

            config.put("transforms.policy.on.reject.sink", "route");
            config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
            assertThat(stack.rest().validate(config))
                    .containsOnlyKeys("transforms.policy.on.reject.sink", "value.converter");
            topic.start(1);
        }
    }

    private static void stopped(TestStack stack, GatedTopic topic) {
        stack.rest().stop(topic.sink());
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> stack.rest().statusText(topic.sink()).contains("STOPPED")
                        && stack.rest().status(topic.sink()).tasks().isEmpty());
    }

    private static void awaitCount(TestStack stack, GatedTopic topic, long count) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> stack.topics().count(topic.allowed()) >= count);
        assertThat(stack.topics().count(topic.allowed())).isEqualTo(count);
    }

    private static CommandLine.Outcome decide(TestStack stack, GatedTopic topic, String choice, String... more) {
        List<String> arguments = new ArrayList<>(Arrays.asList(more));
        arguments.addAll(List.of("--decisions", topic.decisions(), "--approver", "Ana", "--reason", "Looked at it"));
        return gate(stack, topic, choice, arguments.toArray(String[]::new));
    }

    private static CommandLine.Outcome gate(TestStack stack, GatedTopic topic, String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of("gate", command));
        arguments.addAll(Arrays.asList(more));
        arguments.addAll(List.of(
                "--results", topic.results(), "--bootstrap", stack.broker().bootstrapServers()));
        return stack.affidavit().run(arguments);
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + ":" + record.partition() + ":" + record.offset();
    }

    private static Map<Integer, ConsumerRecord<byte[], byte[]>> byNumber(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().collect(Collectors.toMap(GatedTopic::number, Function.identity()));
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), Arrays.toString(header.value()));
        }
        return headers;
    }
}

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
import io.affidavit.it.support.Events;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One published document changes what is masked and which versions pass, in a real worker, at the same record. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class MaskedByPolicyIT {
    private static final String NAME = "maskedbypolicy";
    private static final String POLICIES = NAME + ".policies";
    private static final Pattern IN_FORCE_FROM = Pattern.compile("in force from (\\S+Z)\\.");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final String POLICY = """
            id: all
            version: %d
            masking: [{label: pii.email, actions: {default: %s}}]
            schemas: {ai.governance.event: {accept: '>=1.0 <=%s'}}
            """;

    private final List<Long> ofOldVersion = new ArrayList<>();
    private final List<Long> ofNewVersion = new ArrayList<>();

    @Test
    void actsOnTheVersionOfARecordsTime(TestStack stack) throws IOException {
        try (ArchivedTopic topic = new ArchivedTopic(stack, NAME, 1)) {
            // Given
            publish(stack, 1, "redact", "1.0");
            source(topic, "version", "EnforceSchemaVersion", stack)
                    .with("transforms.version.schema.name", "ai.governance.event")
                    .with("transforms.version.on.reject.sink", "route");
            source(topic, "mask", "MaskFields", stack)
                    .with("transforms", "version,mask")
                    .start(1);
            send(stack, topic);
            topic.awaitRows(1);

            // When another version is published while records flow
            Instant second = publish(stack, 2, "partial", "1.1");
            send(stack, topic, second.plusSeconds(2));

            // Then each record is masked, and passes, by the version of its time
            topic.awaitArchived();
            long early = ofNewVersion.stream()
                    .filter(time -> time < second.toEpochMilli())
                    .count();
            assertThat(early).isPositive().isLessThan(ofNewVersion.size());
            assertThat(topic.archive().rows()).isEqualTo(ofOldVersion.size() + ofNewVersion.size() - early);
            assertThat(topic.quarantine().query("SELECT rule, count(*) FROM TABLE GROUP BY ALL"))
                    .containsExactly(List.of("schema.version.future", Long.toString(early)));
            List<List<String>> rows = topic.archive().query("""
                    SELECT content.input_messages_json LIKE '%%[EMAIL]%%', schema_version,
                        epoch_ms(min(_kafka."timestamp")) < %1$d, epoch_ms(max(_kafka."timestamp")) < %1$d
                    FROM TABLE GROUP BY ALL ORDER BY ALL""".formatted(second.toEpochMilli()));
            assertThat(rows)
                    .containsExactly(
                            List.of("false", "1.0.0", "false", "false"),
                            List.of("false", "1.1.0", "false", "false"),
                            List.of("true", "1.0.0", "true", "true"));
            assertThat(
                            topic.archive()
                                    .query(
                                            "SELECT count(*) FROM TABLE WHERE content.input_messages_json LIKE '%ada@example.org%'"))
                    .containsExactly(List.of("0"));
        }
    }

    private static ArchivedTopic source(ArchivedTopic topic, String alias, String type, TestStack stack) {
        String prefix = "transforms." + alias + ".";
        return topic.with(prefix + "type", "io.affidavit.smt." + type)
                .with(prefix + "policy.source", "topic")
                .with(prefix + "policy.id", "all")
                .with(prefix + "policy.topic", POLICIES)
                .with(prefix + "policy.bootstrap.servers", stack.broker().bootstrapServers());
    }

    /** Sends until then. */
    private void send(TestStack stack, ArchivedTopic topic, Instant end) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(500)).until(() -> {
            send(stack, topic);
            return Clock.systemUTC().instant().isAfter(end);
        });
    }

    /** Two events of each version, of now. */
    private void send(TestStack stack, ArchivedTopic topic) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int number = ofOldVersion.size() + ofNewVersion.size();
            long now = Clock.systemUTC().millis();
            String event =
                    Events.withVersion(number, i % 2 == 0 ? "1.0.0" : "1.1.0").replace("hello", "ask ada@example.org");
            (i % 2 == 0 ? ofOldVersion : ofNewVersion).add(now);
            records.add(
                    new ProducerRecord<>(topic.name(), 0, now, ("k" + number).getBytes(UTF_8), event.getBytes(UTF_8)));
        }
        stack.topics().send(records);
    }

    /** From when on the version is in force. */
    private static Instant publish(TestStack stack, int version, String action, String newest) throws IOException {
        Path file = stack.directory().resolve(NAME + "-" + version + ".yml");
        Files.writeString(file, POLICY.formatted(version, action, newest));
        List<String> arguments = new ArrayList<>(List.of("policy", "publish", file.toString()));
        arguments.addAll(List.of("--bootstrap", stack.broker().bootstrapServers()));
        arguments.addAll(List.of("--topic", POLICIES, "--create", "--effective-from", "+31s"));
        CommandLine.Outcome outcome = stack.affidavit().run(arguments);
        Matcher time = IN_FORCE_FROM.matcher(outcome.output());
        assertThat(time.find()).as(outcome.output()).isTrue();
        return Instant.parse(time.group(1));
    }
}

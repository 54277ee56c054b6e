/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.affidavit.it.support.Archive;
import io.affidavit.it.support.Events;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.it.support.WorkerMetrics;
import io.affidavit.stack.litellm.SpendLog;
import io.affidavit.stack.litellm.SpendLogGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Verdicts in a real worker: each record ends where its verdict says, and nothing tells its content. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class EnforcedPolicyIT {
    private static final int ROWS = 200;
    private static final int RECORDS = 60;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String CANARY = "canary4711secret";
    private static final Pattern BLOCKED = Pattern.compile("[0-3]$");
    private static final Pattern ESCALATED = Pattern.compile("[4-6]$");

    private static final String BY_KEY = """
            id: keys
            version: 1
            retention: {long: {duration: 7 years}}
            rules:
              - {id: key.low, mode: enforce, when: "event.source.key.matches('[0-3]$')", action: block}
              - {id: key.middle, mode: enforce, when: "event.source.key.matches('[4-6]$')", action: escalate}
              - {id: key.any, when: has(event.source.key), action: block}
            lifecycle:
              - {id: all, when: "true", retention: long, holds: [m-1]}
            """;
    private static final String BY_CONTENT = """
            id: content
            version: 2
            rules:
              - {id: content.canary, mode: enforce, action: block,
                 when: "event.content.input_messages_json.contains('canary')"}
            """;

    @Test
    void sourceRecordsEndInTheTopicOfTheirVerdict(TestStack stack) throws IOException {
        // Given
        SpendLogGenerator generator = new SpendLogGenerator(
                7, ROWS, Clock.systemUTC().instant().minus(1, ChronoUnit.HOURS), Duration.ofHours(2));
        List<SpendLog> rows = generator.stream().toList();
        try (Pipeline pipeline = new Pipeline(stack, "verdicts").createLogTable()) {
            pipeline.load(rows.stream());
            stack.topics().create(pipeline.quarantineTopic(), 1);
            stack.topics().create("verdicts.review", 1);
            stack.topics().create(pipeline.topic(), 1);

            // When
            Map<String, String> source = pipeline.sourceConfig();
            source.put("transforms", "event,version,mask,policy");
            source.put("transforms.policy.type", "io.affidavit.smt.EnforcePolicy");
            source.put("transforms.policy.policy.inline", BY_KEY);
            source.put("transforms.policy.escalate.topic", "verdicts.review");
            source.put("transforms.policy.quarantine.topic", pipeline.quarantineTopic());
            pipeline.startSource(source);
            long blocked = count(rows, BLOCKED);
            long escalated = count(rows, ESCALATED);
            await().atMost(LIMIT)
                    .until(() -> rows(stack, pipeline.topic()).size()
                                    + stack.topics().count(pipeline.quarantineTopic())
                                    + stack.topics().count("verdicts.review")
                            >= ROWS);

            // Then every row is in exactly one topic, and the counts of the transform agree
            List<ConsumerRecord<byte[], byte[]>> rejects = stack.topics().read(pipeline.quarantineTopic());
            assertThat(blocked).isPositive();
            assertThat(escalated).isPositive();
            assertThat(rejects).hasSize((int) blocked);
            assertThat(rejects).allSatisfy(reject -> {
                assertThat(header(reject, "gov.reject.rule")).isEqualTo("policy.key.low");
                assertThat(header(reject, "gov.verdict")).isEqualTo("block");
                // behind what the mapping noted
                assertThat(header(reject, "gov.rules")).endsWith("key.low,key.any:monitor");
                assertThat(header(reject, "gov.policy")).startsWith("keys@1#");
            });
            assertThat(stack.topics().read("verdicts.review"))
                    .hasSize((int) escalated)
                    .allSatisfy(review -> {
                        assertThat(header(review, "gov.verdict")).isEqualTo("escalate");
                        assertThat(header(review, "gov.escalated.from")).isEqualTo(pipeline.topic());
                    });
            assertThat(rows(stack, pipeline.topic()))
                    .hasSize((int) (ROWS - blocked - escalated))
                    .allSatisfy(record -> {
                        assertThat(header(record, "gov.verdict")).isEqualTo("allow");
                        // beside the holds that rows bring themselves
                        assertThat(header(record, "gov.legal.hold").split(",")).contains("m-1");
                        assertThat(new String(record.value(), UTF_8)).contains("\"retention_class\":\"long\"");
                    });
            String metrics = WorkerMetrics.text(stack.worker().pid());
            assertThat(sum(metrics, "verdict-block")).isEqualTo(blocked);
            assertThat(sum(metrics, "rule-key.middle-fired")).isEqualTo(escalated);
            assertThat(metrics).containsPattern("policy-version=keys@1#[0-9a-f]{12}");

            // and nothing of the content is in what was rejected
            assertThat(rows)
                    .allSatisfy(row -> assertThat(rejects)
                            .allSatisfy(reject ->
                                    assertThat(row.planted()).noneMatch(new String(reject.value(), UTF_8)::contains)));
        }
    }

    @Test
    void blockedSinkRecordsFailTheTaskOrGoToTheDeadLetterTopic(TestStack stack) throws IOException {
        try (Pipeline pipeline = new Pipeline(stack, "blockedsink")) {
            // Given
            send(stack, pipeline);
            stack.topics().create("blockedsink.dead", 1);
            Map<String, String> strict = enforcing(pipeline.sinkConfig());
            strict.put("errors.tolerance", "none");

            // When nothing is tolerated
            stack.rest().put(pipeline.sink(), strict);
            stack.rest().awaitFailed(pipeline.sink(), LIMIT);

            // Then the task says which rule, and no content
            assertThat(stack.rest().status(pipeline.sink()).firstTrace())
                    .contains("it breaks rule policy.content.canary")
                    .doesNotContain(CANARY);

            // When all is tolerated
            stack.rest().delete(pipeline.sink());
            Map<String, String> tolerant = enforcing(pipeline.sinkConfig());
            tolerant.put("errors.log.enable", "true");
            tolerant.put("errors.deadletterqueue.topic.name", "blockedsink.dead");
            tolerant.put("errors.deadletterqueue.topic.replication.factor", "1");
            tolerant.put("errors.deadletterqueue.context.headers.enable", "true");
            pipeline.startSink(tolerant);
            pipeline.awaitArchived(RECORDS - blocked(), LIMIT);
            await().atMost(LIMIT).until(() -> stack.topics().count("blockedsink.dead") >= blocked());

            // Then counts agree, and what Connect adds to a letter or logs holds no content
            assertThat(pipeline.archive().rows()).isEqualTo(RECORDS - blocked());
            assertThat(stack.topics().read("blockedsink.dead"))
                    .hasSize((int) blocked())
                    .allSatisfy(letter -> {
                        for (Header header : letter.headers()) {
                            assertThat(new String(header.value(), UTF_8)).doesNotContain(CANARY);
                        }
                    });
            assertThat(Files.readString(stack.worker().log())).doesNotContain(CANARY);
        }
    }

    @Test
    void ourArchiveKeepsBlockedRecordsInItsQuarantineTable(TestStack stack) {
        try (Pipeline pipeline = new Pipeline(stack, "blockedarchive");
                Archive quarantine = new Archive(pipeline.archiveDirectory(), Pipeline.TABLE + "_quarantine")) {
            // Given
            send(stack, pipeline);

            // When
            Map<String, String> sink = enforcing(pipeline.sinkConfig());
            sink.put("transforms.policy.on.reject.sink", "route");
            pipeline.startSink(sink);
            pipeline.awaitArchived(RECORDS - blocked(), LIMIT);
            await().atMost(LIMIT).until(() -> quarantine.rows() >= blocked());

            // Then
            assertThat(pipeline.archive().rows()).isEqualTo(RECORDS - blocked());
            assertThat(quarantine.rows()).isEqualTo(blocked());
        }
    }

    @Test
    void aBrokenConditionIsRefusedOverRestWithRuleAndPlace(TestStack stack) {
        try (Pipeline pipeline = new Pipeline(stack, "brokenrule")) {
            Map<String, String> sink = enforcing(pipeline.sinkConfig());
            sink.put("transforms.policy.policy.inline", BY_CONTENT.replace("event.content", "evnt.content"));

            assertThatThrownBy(() -> stack.rest().put(pipeline.sink(), sink))
                    .hasMessageContaining("policy.inline")
                    .hasMessageContaining("condition of rule content.canary: line 1, column 1")
                    .hasMessageContaining("undeclared reference to 'evnt'");
        }
    }

    /** Without the source's own manifests. */
    private static List<ConsumerRecord<byte[], byte[]>> rows(TestStack stack, String topic) {
        return stack.topics().read(topic).stream()
                .filter(record -> header(record, "gov.control") == null)
                .toList();
    }

    private static Map<String, String> enforcing(Map<String, String> sink) {
        sink.put("transforms", "policy");
        sink.put("transforms.policy.type", "io.affidavit.smt.EnforcePolicy");
        sink.put("transforms.policy.policy.inline", BY_CONTENT);
        return sink;
    }

    private static void send(TestStack stack, Pipeline pipeline) {
        stack.topics().create(pipeline.topic(), 1);
        stack.topics()
                .send(IntStream.range(0, RECORDS)
                        .mapToObj(i -> new ProducerRecord<>(
                                pipeline.topic(),
                                ("k" + i).getBytes(UTF_8),
                                Events.withContent(i, isBlocked(i) ? CANARY + i : "fine" + i)
                                        .getBytes(UTF_8)))
                        .toList());
    }

    private static boolean isBlocked(int number) {
        return number % 4 == 1;
    }

    private static long blocked() {
        return IntStream.range(0, RECORDS).filter(EnforcedPolicyIT::isBlocked).count();
    }

    private static long count(List<SpendLog> rows, Pattern keys) {
        return rows.stream().filter(row -> keys.matcher(row.requestId()).find()).count();
    }

    private static long sum(String metrics, String name) {
        return Pattern.compile("(?m)^" + Pattern.quote(name) + "=([0-9.]+)$")
                .matcher(metrics)
                .results()
                .mapToLong(match -> (long) Double.parseDouble(match.group(1)))
                .sum();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }
}

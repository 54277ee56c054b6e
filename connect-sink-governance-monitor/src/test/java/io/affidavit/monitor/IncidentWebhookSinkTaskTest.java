/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.policy.Severity;
import io.affidavit.monitor.ScriptedReceiver.Answer;
import io.affidavit.monitor.ScriptedReceiver.Request;
import io.affidavit.monitor.incident.Incident.State;
import io.affidavit.monitor.webhook.Messages;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The task against a real HTTP server. */
class IncidentWebhookSinkTaskTest {

    private static final TopicPartition PARTITION = new TopicPartition("incidents", 0);

    private final ScriptedReceiver receiver = new ScriptedReceiver();
    private final TestContext context = new TestContext(List.of(PARTITION));
    private final MovedClock clock = new MovedClock();
    private final IncidentWebhookSinkTask task = new IncidentWebhookSinkTask(clock);
    private long offset;

    @AfterEach
    void end() {
        task.stop();
        receiver.close();
    }

    @Test
    void sendsChangesInOrderAndNothingElse() {
        // Given
        start(Map.of());

        // When
        task.put(List.of(
                version(1, State.OPEN, Severity.HIGH, 1),
                version(1, State.OPEN, Severity.HIGH, 2),
                version(2, State.OPEN, Severity.LOW, 1),
                version(1, State.OPEN, Severity.CRITICAL, 3),
                tombstone(),
                version(1, State.RESOLVED, Severity.CRITICAL, 3)));

        // Then
        assertThat(receiver.requests())
                .extracting(Request::body)
                .containsExactly("{\"c\":\"opened\"}", "{\"c\":\"severity\"}", "{\"c\":\"resolved\"}");
        assertThat(receiver.requests())
                .allSatisfy(request -> {
                    assertThat(request.header("Content-type")).isEqualTo("application/json");
                    assertThat(request.header("Authorization")).isEqualTo("Bearer s3cret-canary");
                    assertThat(request.path()).isEqualTo("/hook/s3cret-canary");
                })
                .extracting(request -> request.header("Idempotency-key"))
                .doesNotHaveDuplicates();
        assertThat(committed()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 503})
    void triesAgainWhatIsRefusedForNow(int status) {
        // Given
        start(Map.of());
        receiver.script(Answer.of(status), Answer.of(status));

        // When, Then: nothing is read on, and nothing is committed, while one waits
        task.put(List.of(version(1, State.OPEN, Severity.HIGH, 1), version(2, State.OPEN, Severity.HIGH, 1)));
        assertThat(receiver.requests()).hasSize(1);
        assertThat(context.paused()).containsExactly(PARTITION);
        assertThat(context.timeout()).isBetween(500L, 1_000L);
        assertThat(committed()).isEqualTo(-1);

        // When, Then: not before its time
        task.put(List.of());
        assertThat(receiver.requests()).hasSize(1);
        clock.move(Duration.ofSeconds(1));
        task.put(List.of());
        assertThat(receiver.requests()).hasSize(2);
        clock.move(Duration.ofSeconds(2));
        task.put(List.of());

        // Then the same was sent each time, and the next follows
        assertThat(receiver.requests()).hasSize(4);
        assertThat(receiver.requests().subList(0, 3))
                .extracting(request -> request.header("Idempotency-key"))
                .containsOnly(receiver.requests().get(0).header("Idempotency-key"));
        assertThat(context.paused()).isEmpty();
        assertThat(committed()).isEqualTo(2);
    }

    @Test
    void waitsAsLongAsTheReceiverAsks() {
        start(Map.of());
        receiver.script(
                new Answer(429, Map.of("Retry-After", "30"), 0),
                new Answer(503, Map.of("Retry-After", "Mon, 23 Nov 2026 09:02:30 GMT"), 0));

        task.put(List.of(version(1, State.OPEN, Severity.HIGH, 1)));
        assertThat(context.timeout()).isEqualTo(30_000);
        clock.move(Duration.ofSeconds(30));
        task.put(List.of());
        assertThat(context.timeout()).isEqualTo(120_000);
        clock.move(Duration.ofMinutes(2));
        task.put(List.of());

        assertThat(receiver.requests()).hasSize(3);
        assertThat(committed()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 404})
    void failsWithTheReasonAndNoSecretWhereThereAreNoDeadLetters(int status) {
        start(Map.of());
        receiver.script(new Answer(status, Map.of("Location", "http://127.0.0.1:1/"), 0));

        assertThatThrownBy(() -> task.put(List.of(version(1, State.OPEN, Severity.HIGH, 1))))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith(
                        "Cannot notify of the incident of topic incidents, partition 0, offset 0: the receiver"
                                + " answered status " + status + " to attempt 1.")
                .hasMessageNotContaining("canary")
                .hasMessageNotContaining("impact")
                .hasNoCause();
        assertThat(committed()).isEqualTo(-1);
    }

    @Test
    void sendsWhatNobodyTakesToTheDeadLetterTopicAndGoesOn() {
        // Given
        start(Map.of("errors.deadletterqueue.topic.name", "dead", "errors.tolerance", "all"));
        receiver.script(Answer.of(400));

        // When
        SinkRecord nonsense = record("{\"canary\":1}");
        SinkRecord refused = version(1, State.OPEN, Severity.HIGH, 1);
        SinkRecord taken = version(2, State.OPEN, Severity.HIGH, 1);
        task.put(List.of(nonsense, refused, taken));

        // Then
        assertThat(context.letters()).containsExactly(nonsense, refused);
        assertThat(context.reasons())
                .allSatisfy(reason -> assertThat(reason.getMessage()).doesNotContain("canary", "impact"));
        assertThat(receiver.requests()).hasSize(2);
        assertThat(committed()).isEqualTo(3);
    }

    @Test
    void givesUpAfterItsAttempts() {
        start(Map.of("webhook.attempts", "3", "errors.deadletterqueue.topic.name", "dead"));
        receiver.script(Answer.of(500), Answer.of(500), Answer.of(500));

        task.put(List.of(version(1, State.OPEN, Severity.HIGH, 1)));
        for (int turn = 0; turn < 2; turn++) {
            clock.move(Duration.ofMinutes(2));
            task.put(List.of());
        }

        assertThat(receiver.requests()).hasSize(3);
        assertThat(context.letters()).hasSize(1);
        assertThat(committed()).isEqualTo(1);
    }

    @Test
    void triesAgainWhenTheReceiverIsSilentOrGone() {
        start(Map.of("webhook.timeout", "100ms", "webhook.attempts", "2", "errors.deadletterqueue.topic.name", "dead"));
        receiver.script(new Answer(200, Map.of(), 2_000));

        task.put(List.of(version(1, State.OPEN, Severity.HIGH, 1)));
        receiver.close();
        clock.move(Duration.ofMinutes(1));
        task.put(List.of());

        assertThat(context.reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.getMessage()).contains("ConnectException to attempt 2"));
    }

    @Test
    void learnsWhatWasToldBeforeItBegan() {
        // Given a topic of which an earlier task told the first two versions
        start(Map.of());
        List<SinkRecord> topic = List.of(
                version(1, State.OPEN, Severity.HIGH, 1),
                version(2, State.OPEN, Severity.HIGH, 1),
                version(1, State.OPEN, Severity.HIGH, 2),
                version(2, State.RESOLVED, Severity.HIGH, 1));

        // When the worker goes on behind them
        task.put(topic.subList(2, 4));
        assertThat(context.takeSeeks()).isEqualTo(Map.of(PARTITION, 0L));
        assertThat(receiver.requests()).isEmpty();
        task.put(topic);

        // Then only what is new is sent
        assertThat(receiver.requests()).extracting(Request::body).containsExactly("{\"c\":\"resolved\"}");
        assertThat(committed()).isEqualTo(4);
    }

    @Test
    void pausesWhatComesWhileOneWaitsAndResumesItAll() {
        // Given
        start(Map.of());
        receiver.script(Answer.of(503));
        task.put(List.of(version(1, State.OPEN, Severity.HIGH, 1)));

        // When another partition comes, unpaused
        TopicPartition another = new TopicPartition("incidents", 1);
        context.assignment().add(another);
        task.open(List.of(another));
        task.put(List.of());

        // Then
        assertThat(context.paused()).containsExactlyInAnyOrder(PARTITION, another);
        clock.move(Duration.ofSeconds(1));
        task.put(List.of());
        assertThat(receiver.requests()).hasSize(2);
        assertThat(context.paused()).isEmpty();
    }

    @Test
    void leavesWhatWaitsToWhoeverHasThePartitionNext() {
        start(Map.of());
        receiver.script(Answer.of(503));
        task.put(List.of(version(1, State.OPEN, Severity.HIGH, 1)));

        task.close(List.of(PARTITION));
        clock.move(Duration.ofMinutes(5));
        task.put(List.of());

        assertThat(receiver.requests()).hasSize(1);
        assertThat(committed()).isEqualTo(-1);
    }

    private void start(Map<String, String> more) {
        Map<String, String> config = new HashMap<>();
        config.put("webhook.format", "template");
        config.put("webhook.template", "{\"c\":\"{{change}}\"}");
        config.put("webhook.url", receiver.url());
        config.put("webhook.allow.http", "true");
        config.put("webhook.authorization", "Bearer s3cret-canary");
        config.put("webhook.min.severity", "medium");
        config.putAll(more);
        task.initialize(context);
        task.start(config);
        task.open(List.of(PARTITION));
    }

    private long committed() {
        Map<TopicPartition, OffsetAndMetadata> offsets = task.preCommit(Map.of(PARTITION, new OffsetAndMetadata(99)));
        return offsets.containsKey(PARTITION) ? offsets.get(PARTITION).offset() : -1;
    }

    private SinkRecord version(int number, State state, Severity severity, long occurrences) {
        return record(Messages.json(Messages.incident(number, state, severity, occurrences)));
    }

    private SinkRecord tombstone() {
        return record(null);
    }

    private SinkRecord record(String value) {
        return new SinkRecord("incidents", 0, null, null, null, value, offset++);
    }
}

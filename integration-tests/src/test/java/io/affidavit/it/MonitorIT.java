/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.it.support.WatchedTopic;
import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.Kinds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The monitor in a real worker: what it tells, what it refuses, and what it does where records are gone. */
@ExtendWith(StackExtension.class)
class MonitorIT {
    private static final long SEED = 7;

    @Test
    void readsTheSameOfParsedJsonAsOfBytes(TestStack stack) {
        try (WatchedTopic topic = new WatchedTopic(stack, stack.rest(), "watchmaps", 1, SEED)) {
            // Given
            topic.with("value.converter", "org.apache.kafka.connect.json.JsonConverter")
                    .with("value.converter.schemas.enable", "false");

            // When
            topic.start(1);
            topic.send(20_000);
            topic.awaitWatched();

            // Then
            WatchedTopic.Replay replay = topic.replay();
            assertThat(topic.incidents()).isEqualTo(replay.incidents()).isNotEmpty();
            assertThat(topic.checkpoints().get(0).state())
                    .isEqualTo(replay.states().get(0));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tellsRecordsThatRetentionTook(boolean underARunningTask, TestStack stack) throws Exception {
        String name = underARunningTask ? "watchpaused" : "watchgap";
        try (WatchedTopic topic = new WatchedTopic(stack, stack.rest(), name, 1, SEED)) {
            // Given a log with holes that are none of retention's: a transaction that was aborted, and ends of three
            topic.start(1);
            topic.sendInTransactions(1_000, 3);
            topic.send(10);
            topic.awaitWatched();
            long before = stack.topics().ends(topic.in()).get(0);

            // When records are deleted that the task has not read
            if (underARunningTask) {
                stack.rest().pause(topic.sink());
                // a fetch that is on its way takes half a second
                Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            } else {
                stack.rest().stop(topic.sink());
            }
            topic.send(1_000);
            TopicPartition partition = new TopicPartition(topic.in(), 0);
            try (Admin admin =
                    Admin.create(Map.of("bootstrap.servers", stack.broker().bootstrapServers()))) {
                admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(before + 500)))
                        .all()
                        .get();
            }
            stack.rest().resume(topic.sink());

            // Then that alone is told
            topic.awaitWatched();
            assertThat(topic.incidents().values())
                    .filteredOn(incident -> incident.kind().equals(Kinds.GAP))
                    .singleElement()
                    .satisfies(gap -> {
                        assertThat(gap.offsets()).containsExactly(before, before + 500);
                        assertThat(gap.measures().get(0).value()).isEqualTo(500);
                    });
            assertThat(topic.checkpoints().get(0).nextOffset()).isEqualTo(before + 1_000);
        }
    }

    @Test
    void beginsAnewWhereOffsetsWereReset(TestStack stack) {
        try (WatchedTopic topic = new WatchedTopic(stack, stack.rest(), "watchreset", 1, SEED)) {
            // Given
            topic.start(1);
            topic.send(5_000);
            topic.awaitWatched();
            byte[] before = topic.checkpoints().get(0).state();

            // When everything is read again
            stack.rest().stop(topic.sink());
            stack.rest().resetOffsets(topic.sink());
            stack.rest().resume(topic.sink());
            topic.awaitWatched();

            // Then
            assertThat(topic.checkpoints().get(0).state()).isEqualTo(before);

            // And where an operator names an offset, the monitor begins there and says so
            stack.rest().stop(topic.sink());
            stack.rest().alterOffset(topic.sink(), topic.in(), 0, 4_000);
            stack.rest().resume(topic.sink());
            topic.awaitIncident(incident -> incident.kind().equals(Kinds.BASELINE));
            topic.awaitWatched();
            assertThat(topic.checkpoints().get(0).nextOffset()).isEqualTo(5_000);
            assertThat(topic.checkpoints().get(0).state()).isNotEqualTo(before);
        }
    }

    @Test
    @SuppressWarnings("resource") // it is never started, so there is nothing to end
    void refusesATopicThatWouldForgetTheState(TestStack stack) {
        // Given
        WatchedTopic topic = new WatchedTopic(stack, stack.rest(), "watchforget", 1, SEED);
        stack.topics().create(topic.checkpointTopic(), 1, Map.of("cleanup.policy", "delete"));
        Map<String, String> config = new TreeMap<>(topic.config());
        config.put("name", topic.sink());

        // When
        Map<String, List<String>> errors = stack.rest().validate(config);

        // Then
        assertThat(errors).containsOnlyKeys("monitor.checkpoint.topic");
        assertThat(errors.get("monitor.checkpoint.topic").get(0)).contains("Set cleanup.policy=compact");
    }

    @Test
    @SuppressWarnings("resource") // it is never started, so there is nothing to end
    void refusesAPolicyTopicWithoutAPolicy(TestStack stack) {
        // Given
        WatchedTopic topic = new WatchedTopic(stack, stack.rest(), "watchnopolicy", 1, SEED);
        String policies = topic.followsPolicy(stack).topic();
        Map<String, String> config = new TreeMap<>(topic.config());
        config.put("name", topic.sink());

        // When the topic is missing
        Map<String, List<String>> missing = stack.rest().validate(config);

        // Then
        assertThat(missing).containsOnlyKeys("monitor.policy.topic");
        assertThat(missing.get("monitor.policy.topic").get(0)).contains("The topic does not exist");

        // And when it is empty
        stack.topics().create(policies, 1, Map.of("cleanup.policy", "compact"));
        Map<String, List<String>> errors = stack.rest().validate(config);
        assertThat(errors).containsOnlyKeys("monitor.policy.id");
        assertThat(errors.get("monitor.policy.id").get(0)).contains("Cannot begin without a policy");
    }

    @Test
    void tellsAModelThatSpansPartitions(TestStack stack) {
        try (WatchedTopic topic = new WatchedTopic(stack, stack.rest(), "watchspan", 2, SEED)) {
            // Given
            topic.with("monitor.spanning.scopes", "raise").start(1);

            // When
            String event = "{\"event_time\":1764000000000,\"model\":{\"request_model\":\"canary-model\"}}";
            stack.topics()
                    .send(List.of(
                            new ProducerRecord<>(topic.in(), 0, null, event.getBytes(UTF_8)),
                            new ProducerRecord<>(topic.in(), 1, null, event.getBytes(UTF_8))));

            // Then
            topic.awaitIncident(incident -> incident.kind().equals(Kinds.SPANNING));
            assertThat(topic.incidents().values())
                    .filteredOn(incident -> incident.kind().equals(Kinds.SPANNING))
                    .singleElement()
                    .returns(Incident.State.NOTE, Incident::state);
        }
    }

    @Test
    void stopsWhereASpanningModelIsNotAllowed(TestStack stack) {
        try (WatchedTopic topic = new WatchedTopic(stack, stack.rest(), "watchspanfail", 2, SEED)) {
            topic.start(1);
            String event = "{\"event_time\":1764000000000,\"model\":{\"request_model\":\"canary-model\"}}";
            stack.topics()
                    .send(List.of(
                            new ProducerRecord<>(topic.in(), 0, null, event.getBytes(UTF_8)),
                            new ProducerRecord<>(topic.in(), 1, null, event.getBytes(UTF_8))));

            assertThat(stack.rest()
                            .awaitFailed(topic.sink(), Duration.ofMinutes(1))
                            .firstTrace())
                    .contains("a scope of model.request_model is in partition")
                    .doesNotContain("canary");
        }
    }
}

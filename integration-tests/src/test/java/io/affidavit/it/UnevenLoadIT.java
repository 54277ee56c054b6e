/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.it.support.ArchivedTopic;
import io.affidavit.it.support.Completeness;
import io.affidavit.it.support.Events;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Partitions and records that are unlike each other, and many of them. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class UnevenLoadIT {
    private static final int LARGE_BYTES = 5 << 20;
    private static final int MANY_TASKS = 64;

    @Test
    void busyPartitionDoesNotWaitForAnIdleOne(TestStack stack) {
        try (ArchivedTopic topic = new ArchivedTopic(stack, "idle", 2)) {
            // Given one task per partition, and one of them never gets a record
            topic.start(2);
            topic.send(0, List.of(Events.minimal(0)));
            topic.awaitArchived();

            // When
            List<Duration> latencies = IntStream.range(1, 6)
                    .mapToObj(number -> latency(topic, number))
                    .toList();

            // Then a commit takes its interval of half a second and its own time, no more
            System.out.println("latency of commits beside an idle partition: " + latencies);
            assertThat(latencies.stream().sorted().toList().get(2)).isLessThan(Duration.ofSeconds(4));
            Completeness.assertEveryRecordOnce(topic);
            assertThat(stack.rest().status(topic.sink()).runs(2)).isTrue();
        }
    }

    @Test
    void recordsOfFiveMegabytesAreArchivedWhole(TestStack stack) {
        stack.topics().create("large.events", 1, 8 << 20);
        try (ArchivedTopic topic = new ArchivedTopic(stack, "large", 1)) {
            // Given
            List<String> values = IntStream.range(0, 6)
                    .mapToObj(number -> Events.withContent(number, "x".repeat(LARGE_BYTES)))
                    .toList();

            // When
            topic.start(1);
            topic.send(0, values);

            // Then
            Completeness.assertEveryRecordOnce(topic);
            assertThat(topic.archive().number("SELECT min(length(content.input_messages_json)) FROM TABLE"))
                    .isGreaterThan(LARGE_BYTES);
            assertThat(stack.rest().status(topic.sink()).runs(1)).isTrue();
        }
    }

    @Test
    void sixtyFourTasksShareOneWorkerAndOneTable(TestStack stack) {
        try (ArchivedTopic topic =
                new ArchivedTopic(stack, "many", MANY_TASKS).with("archive.commit.interval.ms", "5000")) {
            // When
            topic.send(MANY_TASKS * 20);
            topic.start(MANY_TASKS);
            topic.send(MANY_TASKS * 20);

            // Then
            Completeness.assertEveryRecordOnce(topic);
            assertThat(stack.rest().status(topic.sink()).runs(MANY_TASKS)).isTrue();
        }
    }

    private static Duration latency(ArchivedTopic topic, int number) {
        long began = System.nanoTime();
        topic.send(0, List.of(Events.minimal(number)));
        topic.awaitArchived();
        return Duration.ofNanos(System.nanoTime() - began);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static io.affidavit.archive.Events.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.evidence.statement.OffsetFates;
import io.affidavit.core.tags.GovHeaders;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No offset moves before the dead-letter topic has acknowledged what is to be there. */
class DeadLettersIT {

    private static final TopicPartition PARTITION = new TopicPartition(ArchiveHarness.TOPIC, 0);

    @TempDir
    Path directory;

    private final Reporter reporter = new Reporter();

    @Test
    void countsWhatTheTopicAcknowledged() {
        try (ArchiveHarness archive = start()) {
            // Given a record no row can be made of and one that a transform rejected
            ConnectHeaders rejected = new ConnectHeaders();
            rejected.addString(GovHeaders.REJECT_RULE, "schema.version.future");
            archive.put(record(0), Events.poison(1), record(0, 2, Events.struct(2), rejected), record(3));
            reporter.acknowledgeAll();

            // When they are committed
            archive.commit();

            // Then they are counted, and are nowhere else
            assertThat(reporter.offsets()).containsExactly(1L, 2L);
            assertThat(archive.offsets()).containsExactly(0L, 3L);
            assertThat(archive.ranges().get(0).fates()).isEqualTo(new OffsetFates(2, 0, 2, 0, 0, 0, 0, 0));
            assertThat(ArchiveHarness.rows(archive.quarantine())).isEmpty();
            ExactlyOnceIT.assertVerifies(archive.table());
        }
    }

    @Test
    void tellsTheTopicTheRuleAndNoContent() {
        try (ArchiveHarness archive = start()) {
            archive.put(Events.poison(0));

            assertThat(reporter.reasons).singleElement().satisfies(reason -> {
                assertThat(reason).hasMessage("archive.convert.invalid_json").hasNoCause();
                assertThat(reason.getSuppressed()).isEmpty();
            });
        }
    }

    @Test
    void movesNoOffsetWhenTheTopicRefuses() {
        try (ArchiveHarness archive = start()) {
            archive.put(record(0));
            archive.commit();
            archive.context.seeks.clear();

            // Given a batch of which one record is acknowledged and one refused
            archive.put(record(1), Events.poison(2), Events.poison(3));
            reporter.letters.get(0).complete(null);
            reporter.letters.get(1).completeExceptionally(new RecordTooLargeException("secret-canary-4711"));

            // When it is due
            archive.commit();

            // Then nothing of it is durable, and it is read again
            assertThat(archive.preCommit()).isEqualTo(Map.of(PARTITION, 1L));
            assertThat(archive.offsets()).containsExactly(0L);
            assertThat(archive.context.seeks).containsEntry(PARTITION, 0L);

            // and the acknowledged record is not sent a second time
            archive.put(record(0), record(1), Events.poison(2), Events.poison(3));
            assertThat(reporter.offsets()).containsExactly(2L, 3L, 3L);
            reporter.acknowledgeAll();
            archive.commit();
            assertThat(archive.preCommit()).isEqualTo(Map.of(PARTITION, 4L));
            assertThat(archive.offsets()).containsExactly(0L, 1L);
            assertThat(archive.ranges().get(0).fates()).isEqualTo(new OffsetFates(1, 0, 2, 0, 0, 0, 0, 0));
            ExactlyOnceIT.assertVerifies(archive.table());
        }
    }

    @Test
    void movesNoOffsetWhenTheTopicIsSilent() {
        try (ArchiveHarness archive = start("archive.commit.timeout", "50ms")) {
            archive.put(record(0), Events.poison(1));

            archive.commit();

            assertThat(archive.preCommit()).isEmpty();
            assertThat(archive.rows()).isEmpty();
        }
    }

    @Test
    void failsTheTaskWhenTheTopicRefusesForTooLong() {
        try (ArchiveHarness archive = start("archive.commit.timeout", "50ms", "archive.commit.max.outage", "10m")) {
            archive.put(Events.poison(0));
            archive.commit();
            archive.clock.advanceMillis(11 * 60_000);

            assertThatThrownBy(() -> archive.put(Events.poison(0)))
                    .hasMessageContaining("dead-letter topic")
                    .hasMessageContaining("TimeoutException")
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void refusesToStartWithoutATopic() {
        assertThatThrownBy(() -> ArchiveHarness.start(
                        directory, Map.of("archive.bad.records", "dead-letter", "errors.tolerance", "all"), reporter))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("errors.deadletterqueue.topic.name");
    }

    private ArchiveHarness start(String... more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "archive.bad.records",
                "dead-letter",
                "errors.tolerance",
                "all",
                "errors.deadletterqueue.topic.name",
                "dead"));
        LongStream.range(0, more.length / 2)
                .mapToInt(Math::toIntExact)
                .forEach(i -> config.put(more[2 * i], more[2 * i + 1]));
        return ArchiveHarness.start(directory, config, reporter);
    }
}

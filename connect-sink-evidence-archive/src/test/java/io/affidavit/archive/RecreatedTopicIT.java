/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static io.affidavit.archive.Events.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic that was deleted and created again is never skipped silently, whatever its length. */
class RecreatedTopicIT {

    private static final TopicPartition PARTITION = new TopicPartition(ArchiveHarness.TOPIC, 0);
    private static final long NOW = ArchiveHarness.NOW.toEpochMilli();

    @TempDir
    Path directory;

    /** Offsets 0 to 49 are archived, then the task stops. */
    @BeforeEach
    void archiveTheFirstLife() {
        try (ArchiveHarness before = ArchiveHarness.start(directory)) {
            before.put(records(0, 50));
            before.commit();
        }
    }

    @Test
    void longerTopicFailsTheTask() {
        try (ArchiveHarness after = ArchiveHarness.start(directory)) {
            assertThat(after.context.seeks).containsExactlyEntriesOf(Map.of(PARTITION, 49L));
            assertFails(after, List.of(record(49, "key-49", NOW + 1), record(50, "key-50", NOW + 1)));
        }
        assertNewLineageArchivesItFromTheBeginning();
    }

    @Test
    void topicOfTheSameLengthFailsTheTask() {
        try (ArchiveHarness after = ArchiveHarness.start(directory)) {
            assertFails(after, List.of(record(49, "key-49", NOW - 7)));
        }
    }

    @Test
    void equalTimestampsDoNotHideAnotherKey() {
        try (ArchiveHarness after = ArchiveHarness.start(directory)) {
            assertFails(after, List.of(record(49, "another", NOW)));
        }
    }

    @Test
    void shorterTopicFailsTheTaskWhenItDeliversWhatLiesBefore() {
        try (ArchiveHarness after = ArchiveHarness.start(directory)) {
            // Given a consumer whose position was out of range, so that it begins where auto.offset.reset says
            after.put(records(0, 10));

            // Then reading is told once more where to begin
            assertThat(after.context.seeks).containsEntry(PARTITION, 49L);

            // and when the same comes again, the topic is known to be another
            assertFails(after, records(0, 10));
        }
        assertNewLineageArchivesItFromTheBeginning();
    }

    @Test
    void vanishedLastRecordIsNotedAndReadingGoesOn() {
        try (ArchiveHarness after = ArchiveHarness.start(directory)) {
            // Given a topic whose retention has removed everything up to offset 60
            after.put(records(60, 70));
            after.put(records(60, 80));
            after.commit();

            // Then the rest is archived, once
            assertThat(after.offsets())
                    .isEqualTo(LongStream.concat(LongStream.range(0, 50), LongStream.range(60, 80))
                            .boxed()
                            .toList());
            ExactlyOnceIT.assertVerifies(after.table());
        }
    }

    @Test
    void sameTopicGoesOnUnderOtherTransforms() {
        // Given a transform whose settings changed, so that the key of the last record differs
        Map<String, String> changed = Map.of("transforms", "mask", "transforms.mask.type", "any");
        try (ArchiveHarness after = ArchiveHarness.start(directory, changed)) {
            after.put(record(49, "hashed-49", NOW), record(50, "hashed-50", NOW));
            after.commit();
            assertThat(after.offsets()).hasSize(51);
        }
    }

    private static void assertFails(ArchiveHarness archive, List<SinkRecord> records) {
        assertThatThrownBy(() -> archive.put(records))
                .isExactlyInstanceOf(ConnectException.class)
                .hasMessageContaining("archive.lineage")
                .hasMessageNotContaining("key-");
        assertThat(archive.offsets()).hasSize(50);
        assertThat(archive.preCommit().values()).allMatch(offset -> offset == 50);
    }

    private void assertNewLineageArchivesItFromTheBeginning() {
        try (ArchiveHarness anew = ArchiveHarness.start(directory, Map.of("archive.lineage", "second-life"))) {
            assertThat(anew.context.seeks).isEmpty();
            anew.put(records(0, 3));
            anew.commit();
            assertThat(anew.rows()).hasSize(53);
            ExactlyOnceIT.assertVerifies(anew.table());
        }
    }

    private static SinkRecord record(long offset, String key, long timestamp) {
        return new SinkRecord(
                ArchiveHarness.TOPIC,
                0,
                Schema.STRING_SCHEMA,
                key,
                Events.struct(offset).schema(),
                Events.struct(offset),
                offset,
                timestamp,
                TimestampType.CREATE_TIME);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static io.affidavit.archive.Events.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.commit.Watermarks;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's offsets move the table forward, signed, and never backward. */
class AlterOffsetsIT {

    private static final TopicPartition PARTITION = new TopicPartition(ArchiveHarness.TOPIC, 0);
    private static final SourcePartition SOURCE = new SourcePartition("0", ArchiveHarness.TOPIC, 0);

    @TempDir
    Path directory;

    @Test
    void anythingGoesWhereNothingIsArchived() {
        assertThat(alter(5L)).isTrue();
        assertThat(alter(null)).isTrue();

        // and where the tables exist, but hold nothing of the partition
        ArchiveHarness.start(directory).close();
        assertThat(alter(5L)).isTrue();
        assertThat(alter(null)).isTrue();
    }

    @Test
    void forwardIsASignedStatementOfWhatIsPassedOver() {
        // Given
        archive(0, 50);

        // When
        assertThat(alter(80L)).isTrue();

        // Then the table says so, the chain is whole, and a task begins there
        try (ArchiveHarness next = ArchiveHarness.start(directory)) {
            assertThat(Watermarks.of(next.table()).next(SOURCE)).isEqualTo(80);
            assertThat(next.table().currentSnapshot().summary().get("affidavit.commit.id"))
                    .startsWith("operator-");
            assertThat(next.context.seeks).containsExactlyEntriesOf(Map.of(PARTITION, 80L));
            next.put(records(80, 90));
            next.commit();
            assertThat(next.offsets())
                    .isEqualTo(LongStream.concat(LongStream.range(0, 50), LongStream.range(80, 90))
                            .boxed()
                            .toList());
            ExactlyOnceIT.assertVerifies(next.table());
        }
    }

    @Test
    void whereItStandsChangesNothing() {
        archive(0, 50);
        assertThat(alter(50L)).isTrue();
        try (ArchiveHarness reader = ArchiveHarness.start(directory)) {
            assertThat(reader.table().snapshots()).hasSize(1);
        }
    }

    @Test
    void backwardAndResetAreRefusedWithTheWayOut() {
        archive(0, 50);
        for (Long offset : new Long[] {null, 49L, 0L, -1L}) {
            assertThatThrownBy(() -> alter(offset))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("archive.lineage")
                    .hasMessageContaining("governed-0");
        }
        try (ArchiveHarness reader = ArchiveHarness.start(directory)) {
            assertThat(Watermarks.of(reader.table()).next(SOURCE)).isEqualTo(50);
        }
    }

    @Test
    void oneRefusedPartitionLeavesTheOthersWhereTheyStand() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            archive.open(1);
            archive.put(records(0, 50));
            archive.put(Events.record(1, 0, Events.struct(0)));
            archive.commit();
        }
        Map<TopicPartition, Long> both = Map.of(PARTITION, 90L, new TopicPartition(ArchiveHarness.TOPIC, 1), 0L);
        assertThatThrownBy(() -> connector(both)).hasMessageContaining("governed-1");
        try (ArchiveHarness reader = ArchiveHarness.start(directory)) {
            assertThat(Watermarks.of(reader.table()).next(SOURCE)).isEqualTo(50);
        }
    }

    @Test
    void runningTaskThatDidNotHearOfItDiscardsItsBatch() {
        // Given a task, thought stopped, with a batch in hand
        archive(0, 50);
        try (ArchiveHarness zombie = ArchiveHarness.start(directory)) {
            zombie.put(records(49, 60));

            // When the partition is moved on and the task commits
            alter(80L);
            zombie.commit();

            // Then it lost, and goes on where the operator said
            assertThat(zombie.offsets()).hasSize(50);
            assertThat(zombie.context.seeks).containsEntry(PARTITION, 80L);
        }
    }

    @Test
    void unreachableArchiveIsAnErrorThatSaysWhatToDo() {
        Map<String, String> config = ArchiveHarness.config(
                directory,
                Map.of("iceberg.catalog.type", "jdbc", "iceberg.catalog.uri", "jdbc:sqlite:/dev/null/none/catalog.db"));
        assertThatThrownBy(() -> new EvidenceArchiveSinkConnector().alterOffsets(config, Map.of(PARTITION, 5L)))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("Cannot move offsets")
                .hasMessageContaining("try again");
    }

    private void archive(long from, long to) {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            archive.put(records(from, to));
            archive.commit();
        }
    }

    private boolean alter(Long offset) {
        return connector(Collections.singletonMap(PARTITION, offset));
    }

    private boolean connector(Map<TopicPartition, Long> offsets) {
        return new EvidenceArchiveSinkConnector().alterOffsets(ArchiveHarness.config(directory, Map.of()), offsets);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static io.affidavit.archive.Events.record;
import static io.affidavit.archive.Events.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.evidence.statement.OffsetFates;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.evidence.statement.OffsetSpan;
import io.affidavit.core.tags.GovHeaders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every offset is in the signed statement with where it ended. */
class CompletenessIT {

    private static final TopicPartition PARTITION = new TopicPartition(ArchiveHarness.TOPIC, 0);

    @TempDir
    Path directory;

    @Test
    void statesWhereEveryOffsetEnded() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            // Given one record of each kind, and offsets 5, 6 and 8 without any
            ConnectHeaders control = new ConnectHeaders();
            control.addString(GovHeaders.CONTROL, "manifest");
            archive.put(
                    record(0),
                    Events.poison(1),
                    Events.tombstone(2),
                    record(0, 3, Map.of("window", 4L), control),
                    record(4),
                    record(7),
                    record(9));

            // When they are committed
            archive.commit();

            // Then the statement counts them, and says where the gaps are
            assertThat(archive.ranges().get(0))
                    .isEqualTo(new OffsetRange(
                            ArchiveHarness.TOPIC,
                            0,
                            0,
                            10,
                            new OffsetFates(4, 1, 0, 1, 1, 0, 0, 3),
                            List.of(new OffsetSpan(5, 7), new OffsetSpan(8, 9)),
                            true));
            assertThat(ArchiveHarness.ranges(archive.quarantine()).get(0).fates())
                    .isEqualTo(new OffsetFates(1, 0, 0, 0, 0, 0, 0, 0));
            ExactlyOnceIT.assertVerifies(archive.table());
            ExactlyOnceIT.assertVerifies(archive.quarantine());
        }
    }

    @Test
    void countsAGapBetweenTwoCommitsInTheSecond() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            archive.put(record(0));
            archive.commit();
            archive.put(record(3));
            archive.commit();

            assertThat(archive.ranges().get(0).from()).isEqualTo(1);
            assertThat(archive.ranges().get(0).unexplained()).containsExactly(new OffsetSpan(1, 3));
            ExactlyOnceIT.assertVerifies(archive.table());
        }
    }

    @Test
    void locatesTheFirstHundredOfManyGaps() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            // Given a topic of which every second record is missing
            archive.put(LongStream.range(0, 200).mapToObj(i -> record(2 * i)).toList());
            archive.commit();

            // Then all are counted and a hundred located
            assertThat(archive.ranges().get(0).fates().gapsUnexplained()).isEqualTo(199);
            assertThat(archive.ranges().get(0).unexplained())
                    .hasSize(100)
                    .startsWith(new OffsetSpan(1, 2), new OffsetSpan(3, 4))
                    .endsWith(new OffsetSpan(199, 200));
            ExactlyOnceIT.assertVerifies(archive.table());
        }
    }

    @Test
    void refusesTombstonesIfTold() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, Map.of("archive.tombstones", "refuse"))) {
            archive.put(record(0), Events.tombstone(1));
            archive.commit();

            assertThat(archive.ranges().get(0).fates()).isEqualTo(new OffsetFates(1, 1, 0, 0, 0, 0, 0, 0));
            assertThat(ArchiveHarness.rows(archive.quarantine()))
                    .extracting(row -> row.getField("rule"))
                    .containsExactly("archive.tombstone.refused");
        }
    }

    @Test
    void failsAtTombstonesIfTold() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, Map.of("archive.tombstones", "fail"))) {
            archive.put(record(0));
            archive.commit();

            assertThatThrownBy(() -> archive.put(record(1), Events.tombstone(2)))
                    .isExactlyInstanceOf(ConnectException.class)
                    .hasMessageContaining("governed-0")
                    .hasMessageContaining("offset 2")
                    .hasMessageContaining("archive.tombstones");
            assertThat(archive.preCommit()).isEqualTo(Map.of(PARTITION, 1L));
        }
    }

    @Test
    void saysWhenNothingBearsWitnessToTheTopic() {
        ArchiveHarness before = ArchiveHarness.start(directory);
        before.put(records(0, 10));
        before.commit();
        before.close();

        // Given a topic whose retention took the last record that was archived, and more
        try (ArchiveHarness after = ArchiveHarness.start(directory)) {
            assertThat(after.context.seeks).containsEntry(PARTITION, 9L);
            // which the task believes only when it is told so a second time
            after.put(records(15, 20));
            after.put(records(15, 20));
            after.commit();

            // Then the statement says so, and counts the offsets in between
            assertThat(after.ranges().get(0).anchored()).isFalse();
            assertThat(after.ranges().get(0).unexplained()).containsExactly(new OffsetSpan(10, 15));

            // and the next one continues it
            after.put(records(20, 21));
            after.commit();
            assertThat(after.ranges().get(0).anchored()).isTrue();
            ExactlyOnceIT.assertVerifies(after.table());
        }
        try (ArchiveHarness third = ArchiveHarness.start(directory)) {
            third.put(records(20, 30));
            third.commit();
            assertThat(third.ranges().get(0).anchored()).isTrue();
        }
    }

    @Test
    void keepsAQuarantinedRecordInOnePlaceWhenItCouldBeArchivedByNow() throws Exception {
        // Given a process that died after the quarantine was committed and before the events were
        ArchiveHarness dead = ArchiveHarness.start(directory, Map.of("archive.retention.untagged", "quarantine"));
        dead.put(record(0), record(0, 1, Events.struct(1), Events.classed("hr-3y")));
        ExactlyOnceIT.commitInVain(dead, directory);
        assertThat(ArchiveHarness.offsets(dead.quarantine())).containsExactly(0L);
        dead.crash();

        // When the next one would archive what was quarantined
        try (ArchiveHarness next = ArchiveHarness.start(directory)) {
            next.put(record(0), record(0, 1, Events.struct(1), Events.classed("hr-3y")), record(2));
            next.commit();

            // Then the record stays where it is
            assertThat(next.offsets()).containsExactly(1L, 2L);
            assertThat(ArchiveHarness.offsets(next.quarantine())).containsExactly(0L);
            assertThat(next.ranges().get(0).fates()).isEqualTo(new OffsetFates(2, 1, 0, 0, 0, 0, 0, 0));
        }
    }
}

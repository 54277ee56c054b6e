/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static io.affidavit.archive.Events.record;
import static io.affidavit.archive.Events.records;
import static io.affidavit.archive.ExactlyOnceIT.assertVerifies;
import static io.affidavit.archive.ExactlyOnceIT.commitInVain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks, and others, that commit to one table get in each other's way but never in each other's rows. */
class RivalsIT {

    private static final TopicPartition PARTITION = new TopicPartition(ArchiveHarness.TOPIC, 0);

    @TempDir
    Path directory;

    @Test
    void lateCommitOfAnotherOwnerDiscardsTheBatch() {
        // Given two tasks that both believe they own a partition
        try (ArchiveHarness first = ArchiveHarness.start(directory);
                ArchiveHarness second = ArchiveHarness.start(directory)) {
            first.put(records(0, 60));
            second.put(records(0, 40));

            // When both commit
            second.commit();
            first.commit();

            // Then one won, the other goes on from there
            assertThat(first.context.seeks).containsEntry(PARTITION, 39L);
            assertThat(first.preCommit()).containsEntry(PARTITION, 40L);
            first.put(records(40, 60));
            first.commit();
            assertThat(first.offsets())
                    .isEqualTo(LongStream.range(0, 60).boxed().toList());
            assertVerifies(first.table());
        }
    }

    @Test
    void recordsHeldBackBehindADiscardedBatchAreReadAgainAfterIt() throws Exception {
        try (ArchiveHarness first = ArchiveHarness.start(directory, Map.of("archive.commit.timeout", "200ms"))) {
            // Given a task whose batch of three partitions cannot be committed, and records held back behind it
            first.open(1, 2);
            first.put(records(0, 10));
            first.put(records(1, 0, 10));
            commitInVain(first, directory, () -> {
                List<SinkRecord> held = new ArrayList<>(records(10, 20));
                held.addAll(records(1, 10, 20));
                held.addAll(records(2, 0, 5));
                assertThatThrownBy(() -> first.task.put(held)).isInstanceOf(RetriableException.class);
            });

            // When another task commits one of the partitions, and the worker asks for offsets and delivers again
            try (ArchiveHarness rival = ArchiveHarness.start(directory)) {
                rival.put(records(0, 5));
                rival.commit();
            }
            first.preCommit();
            List<SinkRecord> held = new ArrayList<>(records(10, 20));
            held.addAll(records(1, 10, 20));
            held.addAll(records(2, 0, 5));
            first.put(held);

            // Then they are not taken before those of the discarded batch, which are read again
            assertThat(first.context.seeks)
                    .containsEntry(PARTITION, 4L)
                    .containsEntry(new TopicPartition(ArchiveHarness.TOPIC, 1), 0L)
                    .containsEntry(new TopicPartition(ArchiveHarness.TOPIC, 2), 0L);
            first.put(records(4, 20));
            first.put(records(1, 0, 20));
            first.put(records(2, 0, 5));
            first.commit();
            assertThat(first.rows()).hasSize(45);
            assertThat(first.ranges().values())
                    .allSatisfy(
                            range -> assertThat(range.fates().gapsUnexplained()).isZero());
            assertVerifies(first.table());
        }
    }

    @Test
    void tasksOfDisjointPartitionsKeepEachOthersWatermarks() {
        try (ArchiveHarness first = ArchiveHarness.start(directory);
                ArchiveHarness second = ArchiveHarness.start(directory)) {
            // Given two tasks on two partitions of one table
            second.open(1);

            // When they commit in turns, each on a table the other has moved
            for (long offset = 0; offset < 6; offset++) {
                first.put(record(offset));
                second.put(record(1, offset, Events.struct(offset)));
                first.commit();
                second.commit();
            }

            // Then both watermarks are there and every statement continues the one before
            try (ArchiveHarness reader = ArchiveHarness.start(directory)) {
                reader.open(0, 1);
                assertThat(reader.context.seeks)
                        .containsEntry(PARTITION, 5L)
                        .containsEntry(new TopicPartition(ArchiveHarness.TOPIC, 1), 5L);
                assertThat(reader.rows()).hasSize(12);
                assertVerifies(reader.table());
            }
        }
    }

    @Test
    void foreignCommitsInBetweenAreCarriedForward() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            archive.put(records(0, 5));
            archive.commit();
            archive.put(records(5, 10));

            // Given a note about holds made and a property changed by others while a batch is open
            archive.table().newAppend().set("affidavit.hold.note", "7").commit();
            archive.table().updateProperties().set("owner", "legal").commit();

            // When the batch is committed, and one more
            archive.commit();
            archive.put(records(10, 12));
            archive.commit();

            // Then nothing is lost, and the note is still the newest snapshot's
            assertThat(archive.offsets())
                    .isEqualTo(LongStream.range(0, 12).boxed().toList());
            assertThat(archive.table().currentSnapshot().summary()).containsEntry("affidavit.hold.note", "7");
            assertThat(archive.table().properties()).containsEntry("owner", "legal");
            assertVerifies(archive.table());
        }
    }
}

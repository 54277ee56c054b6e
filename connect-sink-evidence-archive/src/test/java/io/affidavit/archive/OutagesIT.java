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
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that cannot be written to for a while. */
class OutagesIT {

    private static final TopicPartition PARTITION = new TopicPartition(ArchiveHarness.TOPIC, 0);

    @TempDir
    Path directory;

    @Test
    void holdsRecordsBackUntilTheCommitSucceeds() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, Map.of("archive.commit.timeout", "200ms"))) {
            archive.put(records(0, 10));
            archive.commit();
            archive.put(records(10, 20));

            // Given a store that takes no metadata
            Path metadata = directory.resolve("warehouse/evidence/events/metadata");
            Barrier barrier = Barrier.at(metadata);

            // When the commit is due, from either side
            archive.clock.advanceMillis(2_000);
            assertThat(archive.preCommit()).isEqualTo(Map.of(PARTITION, 10L));

            // Then reading stops, the worker is asked to hold further records back, and to look in again soon
            assertThat(archive.context.paused).containsExactly(PARTITION);
            assertThatThrownBy(() -> archive.put(records(20, 30))).isInstanceOf(RetriableException.class);
            assertThat(archive.context.timeout).isBetween(1L, 1_000L);
            archive.put(List.of());

            // and when the store is back, all is archived once
            barrier.close();
            archive.put(List.of());
            assertThat(archive.context.paused).isEmpty();
            archive.put(records(20, 30));
            archive.commit();
            assertThat(archive.offsets())
                    .isEqualTo(LongStream.range(0, 30).boxed().toList());
            assertThat(archive.preCommit()).isEqualTo(Map.of(PARTITION, 30L));
            ExactlyOnceIT.assertVerifies(archive.table());
        }
    }

    @Test
    void pausesPartitionsThatComeWhileTheCommitIsRefused() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, Map.of("archive.commit.timeout", "50ms"))) {
            // Given a batch that cannot be committed
            Path metadata = directory.resolve("warehouse/evidence/events/metadata");
            archive.put(records(0, 10));
            Barrier barrier = Barrier.at(metadata);
            archive.commit();
            assertThat(archive.context.paused).containsExactly(PARTITION);

            // When a partition is assigned in addition, and then the first one is taken away
            barrier.close();
            archive.open(1);
            barrier = Barrier.at(metadata);
            archive.put(List.of());
            TopicPartition second = new TopicPartition(ArchiveHarness.TOPIC, 1);
            assertThat(archive.context.paused).containsExactlyInAnyOrder(PARTITION, second);
            archive.revoke(0);

            // Then the batch is given up with it, and the one that stays is read on
            archive.context.paused.remove(PARTITION);
            barrier.close();
            archive.put(List.of());
            assertThat(archive.context.paused).isEmpty();
        }
    }

    @Test
    void readsOnAPartitionThatWasAwayWhenThePauseEnded() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, Map.of("archive.commit.timeout", "50ms"))) {
            // Given a partition that was paused, and that the worker pauses again whenever it is assigned
            archive.put(records(0, 10));
            try (Barrier barrier = Barrier.at(directory.resolve("warehouse/evidence/events/metadata"))) {
                archive.commit();
            }
            assertThat(archive.context.paused).containsExactly(PARTITION);

            // When a rebalance takes it away, the task has its turn without it, and it comes back
            archive.revoke(0);
            archive.put(List.of());
            archive.open(0);
            archive.put(List.of());

            // Then it is read on
            assertThat(archive.context.paused).isEmpty();
        }
    }

    @Test
    void failsTheTaskWhenItLastsTooLong() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(
                directory, Map.of("archive.commit.timeout", "50ms", "archive.commit.max.outage", "10m"))) {
            archive.put(records(0, 10));
            Path metadata = directory.resolve("warehouse/evidence/events/metadata");
            Barrier barrier = Barrier.at(metadata);
            archive.commit();

            archive.clock.advanceMillis(11 * 60_000);
            assertThatThrownBy(() -> archive.put(List.of()))
                    .isExactlyInstanceOf(ConnectException.class)
                    .hasMessageContaining("No offset was moved");
            barrier.close();
        }
    }

    @Test
    void readsTheBatchAgainWhenItsFilesCannotBeWritten() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            archive.put(records(0, 10));
            archive.commit();

            // Given a store that takes no data files
            Path data = directory.resolve("warehouse/evidence/events/data");
            Barrier barrier = Barrier.at(data);

            // When records come and are to be committed
            archive.context.seeks.clear();
            archive.put(records(10, 20));
            archive.commit();

            // Then they are asked for again, and archived once the store is back
            assertThat(archive.context.seeks).containsEntry(PARTITION, 9L);
            barrier.close();
            archive.put(records(10, 20));
            archive.commit();
            assertThat(archive.offsets())
                    .isEqualTo(LongStream.range(0, 20).boxed().toList());
        }
    }
}

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
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker hands a batch over that it held back, although reading was told meanwhile to begin before it. */
class RewindIT {

    private static final TopicPartition PARTITION = new TopicPartition(ArchiveHarness.TOPIC, 0);

    @TempDir
    Path directory;

    @Test
    void heldBatchIsNotTakenAfterAnotherOwnerMovedThePartition() throws Exception {
        Map<String, String> impatient = Map.of("archive.commit.timeout", "100ms");
        try (ArchiveHarness first = ArchiveHarness.start(directory, impatient);
                ArchiveHarness second = ArchiveHarness.start(directory)) {
            // Given a batch whose commit is put off, and a batch the worker holds back for it
            first.put(records(0, 60));
            ExactlyOnceIT.commitInVain(
                    first,
                    directory,
                    () -> assertThatThrownBy(() -> first.put(records(60, 100))).isInstanceOf(RetriableException.class));

            // When another owner commits a part of it, and the worker hands the held batch over
            second.put(records(0, 40));
            second.commit();
            first.put(records(60, 100));

            // Then it is left, and reading begins where the other ended
            assertThat(first.context.seeks).containsEntry(PARTITION, 39L);
            first.put(records(39, 100));
            first.commit();
            assertThat(first.offsets())
                    .isEqualTo(LongStream.range(0, 100).boxed().toList());
            ExactlyOnceIT.assertVerifies(first.table());
        }
    }

    @Test
    void heldBatchIsNotTakenAfterAnotherPartitionWasRevoked() throws Exception {
        Map<String, String> impatient = Map.of("archive.commit.timeout", "100ms");
        try (ArchiveHarness archive = ArchiveHarness.start(directory, impatient)) {
            // Given nothing durable yet, a commit that is put off, and a batch the worker holds back
            archive.open(1);
            archive.put(records(0, 60));
            ExactlyOnceIT.commitInVain(
                    archive,
                    directory,
                    () -> assertThatThrownBy(() -> archive.put(records(60, 100)))
                            .isInstanceOf(RetriableException.class));

            // When the other partition is revoked and the worker hands the held batch over
            archive.task.close(List.of(new TopicPartition(ArchiveHarness.TOPIC, 1)));
            archive.put(records(60, 100));

            // Then nothing before it is skipped
            assertThat(archive.context.seeks).containsEntry(PARTITION, 0L);
            archive.put(records(0, 100));
            archive.commit();
            assertThat(archive.offsets())
                    .isEqualTo(LongStream.range(0, 100).boxed().toList());
        }
    }
}

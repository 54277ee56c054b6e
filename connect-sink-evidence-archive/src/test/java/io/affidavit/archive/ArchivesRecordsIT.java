/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.evidence.verify.Progress;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.core.key.TrustedKeys;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.iceberg.data.Record;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink's main path on a real table. */
class ArchivesRecordsIT {

    private static final TopicPartition PARTITION = new TopicPartition(ArchiveHarness.TOPIC, 0);

    @TempDir
    Path directory;

    @Test
    void commitsRowsAndOffsetsTogether() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            // Given records that are not due yet
            archive.put(LongStream.range(0, 100).mapToObj(Events::record).toList());
            assertThat(archive.preCommit()).isEmpty();

            // When the interval passes
            archive.commit();

            // Then rows, offsets and statement are in the table
            assertThat(archive.offsets())
                    .isEqualTo(LongStream.range(0, 100).boxed().toList());
            assertThat(archive.preCommit()).containsExactlyEntriesOf(Map.of(PARTITION, 100L));
            assertThat(archive.table().currentSnapshot().summary())
                    .containsKeys("affidavit.watermarks", "affidavit.commit.id", "affidavit.statement.path");
        }
    }

    @Test
    void archivesStructsMapsAndTextAlike() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            // Given one record of each shape
            // When they are archived
            archive.put(Events.record(0), Events.record(0, 1, Events.map(1)), Events.json(2));
            archive.commit();

            // Then each is a row with the same columns
            List<Record> rows = archive.rows();
            assertThat(rows).hasSize(3).allSatisfy(row -> {
                assertThat(row.getField("category")).isEqualTo("tool_call");
                assertThat(((Record) row.getField("source")).getField("system")).isEqualTo("litellm");
                assertThat(row.getField("retention_class")).isEqualTo("standard");
                assertThat(row.getField("custody")).isEqualTo("std");
                assertThat(row.getField("anomaly")).isNull();
            });
        }
    }

    @Test
    void saltsEveryRowSoThatEqualRecordsHaveOtherLeaves() {
        Map<String, String> salted = Map.of("archive.row.salt", "true");
        try (ArchiveHarness archive = ArchiveHarness.start(directory, salted)) {
            // Given records archived with salt
            archive.put(LongStream.range(0, 50).mapToObj(Events::record).toList());
            archive.commit();

            // Then each row has random bytes of its own
            List<ByteBuffer> salts = archive.rows().stream()
                    .map(row -> (ByteBuffer) row.getField("_salt"))
                    .toList();
            assertThat(salts).hasSize(50).doesNotHaveDuplicates().allMatch(salt -> salt.remaining() == 16);
            // and they are attested with it
            assertThat(Verifier.verify(
                                    archive.table(),
                                    TrustedKeys.of(ArchiveHarness.KEY.verificationKey()),
                                    1,
                                    Progress.NONE)
                            .findings())
                    .isEmpty();
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.commit.ArchivedOffsets;
import io.affidavit.archive.commit.OffsetSet;
import io.affidavit.archive.commit.SourcePartition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.iceberg.ExpireSnapshots.CleanupLevel;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which records a table holds can be told from the table alone, whatever was done to its history. */
class ArchivedOffsetsIT {

    private static final SourcePartition SOURCE = new SourcePartition("0", ArchiveHarness.TOPIC, 0);

    @TempDir
    Path directory;

    @Test
    void tellsWhatTheTableHolds() {
        try (ArchiveHarness archive = archived(Map.of())) {
            Table table = Tenants.table(archive, "ai.a");
            assertThat(held(table, SOURCE, 10)).containsExactly(12L, 18L, 24L, 30L, 36L);
            assertThat(held(table, SOURCE, 0)).containsExactly(0L, 6L, 12L, 18L, 24L, 30L, 36L);
        }
    }

    @Test
    void tellsNothingOfWhatIsNotThere() {
        try (ArchiveHarness archive = archived(Map.of())) {
            Table table = Tenants.table(archive, "ai.a");
            assertThat(ArchivedOffsets.since(table, SOURCE, 37).isEmpty()).isTrue();
            assertThat(ArchivedOffsets.since(table, new SourcePartition("0", ArchiveHarness.TOPIC, 1), 0)
                            .isEmpty())
                    .isTrue();
            assertThat(ArchivedOffsets.since(table, new SourcePartition("other", ArchiveHarness.TOPIC, 0), 0)
                            .isEmpty())
                    .isTrue();
        }
    }

    @Test
    void looksThroughTheFilesWhenSnapshotsAreForgotten() {
        try (ArchiveHarness archive = archived(Map.of())) {
            Table table = Tenants.table(archive, "ai.a");
            forgetSnapshots(table);
            assertThat(held(table, SOURCE, 0)).containsExactly(0L, 6L, 12L, 18L, 24L, 30L, 36L);
        }
    }

    @Test
    void keepsTwoLivesOfATopicApart() {
        archived(Map.of()).close();
        try (ArchiveHarness archive = archived(Map.of("archive.lineage", "second"))) {
            // Given a table of two lineages, whose second is shorter
            archive.put(Tenants.of("a", 50));
            archive.commit();
            Table table = Tenants.table(archive, "ai.a");
            SourcePartition second = new SourcePartition("second", ArchiveHarness.TOPIC, 0);
            assertThat(held(table, second, 30)).containsExactly(30L, 36L, 50L);
            assertThat(held(table, SOURCE, 40)).isEmpty();

            // When nothing tells any more which file belongs to which
            forgetSnapshots(table);

            // Then it refuses to guess
            assertThatThrownBy(() -> ArchivedOffsets.since(table, second, 0))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("archive.lineage");
            assertThat(held(table, second, 40)).containsExactly(50L);
        }
    }

    /** Forty records in three commits. */
    private ArchiveHarness archived(Map<String, String> overrides) {
        ArchiveHarness archive = ArchiveHarness.start(directory, Tenants.config(overrides));
        archive.put(Tenants.mixed(0, 14));
        archive.commit();
        archive.put(Tenants.mixed(14, 25));
        archive.commit();
        archive.put(Tenants.mixed(25, 40));
        archive.commit();
        return archive;
    }

    private static void forgetSnapshots(Table table) {
        table.updateProperties().set(TableProperties.GC_ENABLED, "true").commit();
        table.expireSnapshots()
                .expireOlderThan(Long.MAX_VALUE)
                .retainLast(1)
                .cleanupLevel(CleanupLevel.NONE)
                .commit();
        table.refresh();
        assertThat(table.snapshots()).hasSize(1);
    }

    private static List<Long> held(Table table, SourcePartition source, long begin) {
        OffsetSet held = ArchivedOffsets.since(table, source, begin);
        return LongStream.range(0, 100).filter(held::contains).boxed().toList();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Offsets that an operator moves, dead letters, and what killed tasks leave, in an archive of many tables. */
class RoutedUpkeepIT {

    private static final TopicPartition PARTITION = new TopicPartition(ArchiveHarness.TOPIC, 0);

    @TempDir
    Path directory;

    @Test
    void offsetsMoveForwardAndNeverBack() {
        // Given
        try (ArchiveHarness archive = Tenants.start(directory)) {
            archive.put(Tenants.mixed(0, 12));
            archive.commit();
        }

        // When
        assertThat(alter(30L)).isTrue();
        for (Long offset : new Long[] {null, 29L}) {
            assertThatThrownBy(() -> alter(offset))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("archive.lineage");
        }

        // Then a task begins there, whichever table its records go to
        try (ArchiveHarness next = Tenants.start(directory)) {
            assertThat(next.context.seeks).containsExactlyEntriesOf(Map.of(PARTITION, 30L));
            next.put(Tenants.mixed(30, 42));
            next.commit();
            Map<String, List<Long>> expected = Tenants.mixedOffsets(42);
            expected.values().forEach(offsets -> offsets.removeIf(offset -> offset >= 12 && offset < 30));
            assertThat(Tenants.offsets(next)).isEqualTo(expected);
            Tenants.assertEveryTableVerifies(next);
        }
    }

    @Test
    void deadLettersAreAwaitedBeforeAnyTableIsCommitted() {
        Reporter reporter = new Reporter();
        Map<String, String> config = Tenants.config(Map.of(
                "archive.bad.records", "dead-letter",
                "errors.tolerance", "all",
                "errors.deadletterqueue.topic.name", "dead"));
        try (ArchiveHarness archive = ArchiveHarness.start(directory, config, reporter)) {
            // Given records of three tables, and two that have none
            archive.put(Tenants.mixed(0, 6));

            // When the topic is silent, Then nothing is durable
            archive.commit();
            assertThat(archive.preCommit()).isEmpty();
            assertThat(Tenants.offsets(archive)).isEmpty();

            // and when it has acknowledged, everything is in exactly one place
            archive.put(Tenants.mixed(0, 6));
            reporter.acknowledgeAll();
            archive.commit();
            assertThat(archive.preCommit()).isEqualTo(Map.of(PARTITION, 6L));
            assertThat(reporter.offsets()).contains(3L, 4L).doesNotContain(0L, 1L, 2L, 5L);
            assertThat(Tenants.offsets(archive))
                    .isEqualTo(Map.of("ai.a", List.of(0L), "ai.b", List.of(1L), "ai.c", List.of(2L)));
            Tenants.assertEveryTableVerifies(archive);
        }
    }

    @Test
    void filesOfAKilledTaskAreDeletedInEveryTable() throws InterruptedException {
        // Given a task that was killed when it had written the files of four tables and committed none
        Map<String, String> config = new HashMap<>(Tenants.config(Map.of()));
        config.put("archive.internal.task", "1");
        ArchiveHarness killed = ArchiveHarness.start(directory, config);
        killed.put(Tenants.mixed(0, 12));
        killed.commit();
        List<Path> committed = dataFiles();
        killed.put(Tenants.mixed(12, 24));
        try (Barrier barrier = Barrier.beforeCommits(directory, "ai.a")) {
            killed.commit();
        }
        killed.crash();
        assertThat(dataFiles()).hasSize(2 * committed.size());

        // When another runs that sweeps
        config.put("archive.internal.task", "0");
        config.put("archive.orphans.after", "1ms");
        try (ArchiveHarness next = ArchiveHarness.start(directory, config)) {
            next.clock.advanceMillis(60_000);

            // Then only what was committed stays, and the rest is read again
            for (int i = 0; i < 600 && !dataFiles().equals(committed); i++) {
                Thread.sleep(50);
            }
            assertThat(dataFiles()).isEqualTo(committed);
            next.put(Tenants.mixed(11, 24));
            next.commit();
            assertThat(Tenants.offsets(next)).isEqualTo(Tenants.mixedOffsets(24));
            Tenants.assertEveryTableVerifies(next);
        }
    }

    private boolean alter(Long offset) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        offsets.put(PARTITION, offset);
        return new EvidenceArchiveSinkConnector()
                .alterOffsets(ArchiveHarness.config(directory, Tenants.config(Map.of())), offsets);
    }

    private List<Path> dataFiles() {
        try (Stream<Path> files = Files.walk(directory.resolve("warehouse/ai"))) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

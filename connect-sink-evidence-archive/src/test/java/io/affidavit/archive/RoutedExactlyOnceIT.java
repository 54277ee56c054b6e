/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With several tables no row is lost and none is written twice either, wherever between two commits a task dies. */
class RoutedExactlyOnceIT {

    private static final TopicPartition PARTITION = new TopicPartition(ArchiveHarness.TOPIC, 0);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"ai.a", "ai.b", "ai.c", Tenants.BOOK})
    void crashBeforeTheCommitOfAnyTableLosesAndRepeatsNothing(String cut) {
        // Given a process that has archived a little, and dies before the commit of one of its tables
        ArchiveHarness dead = Tenants.start(directory);
        dead.put(Tenants.mixed(0, 12));
        dead.commit();
        assertThat(Tenants.offsets(dead)).isEqualTo(Tenants.mixedOffsets(12));
        dead.put(Tenants.mixed(12, 60));
        try (Barrier barrier = Barrier.beforeCommits(directory, cut)) {
            dead.commit();
            assertThat(dead.preCommit()).isEqualTo(Map.of(PARTITION, 12L));
        }
        assertThat(Tenants.offsets(dead)).isEqualTo(cutBefore(cut));
        dead.crash();

        // When another reads again, in batches of another size
        try (ArchiveHarness next = Tenants.start(directory)) {
            assertThat(next.context.seeks).containsEntry(PARTITION, 11L);
            next.put(Tenants.mixed(11, 35));
            next.commit();
            next.put(Tenants.mixed(35, 90));
            next.commit();

            // Then every record is in its table, once
            assertThat(Tenants.offsets(next)).isEqualTo(Tenants.mixedOffsets(90));
            assertThat(next.preCommit()).isEqualTo(Map.of(PARTITION, 90L));
            Tenants.assertEveryTableVerifies(next);
        }
    }

    @Test
    void crashesOneAfterAnotherLoseAndRepeatNothing() {
        // Given processes that die one after another before they note what they did, each further on than the last
        for (String cut : List.of(Tenants.BOOK, "ai.c", Tenants.BOOK, "ai.b")) {
            ArchiveHarness dead = Tenants.start(directory);
            int begin = begin(dead);
            dead.put(Tenants.mixed(begin, begin + 6));
            dead.commit();
            dead.put(Tenants.mixed(begin + 6, begin + 6 + 10L * cut.length()));
            try (Barrier barrier = Barrier.beforeCommits(directory, cut)) {
                dead.commit();
            }
            dead.crash();
        }

        // When one survives
        try (ArchiveHarness next = Tenants.start(directory)) {
            next.put(Tenants.mixed(begin(next), 400));
            next.commit();

            // Then every record is in its table, once
            assertThat(Tenants.offsets(next)).isEqualTo(Tenants.mixedOffsets(400));
            Tenants.assertEveryTableVerifies(next);
        }
    }

    /** Where the task had reading begin. */
    private static int begin(ArchiveHarness archive) {
        return archive.context.seeks.getOrDefault(PARTITION, 0L).intValue();
    }

    @Test
    void firstBatchMayDieToo() {
        // Given a process that dies in its very first batch, when only the book is missing
        ArchiveHarness dead = Tenants.start(directory);
        dead.put(Tenants.mixed(0, 20));
        try (Barrier barrier = Barrier.beforeCommits(directory, Tenants.BOOK)) {
            dead.commit();
        }
        assertThat(Tenants.offsets(dead)).containsOnlyKeys("ai.a", "ai.b", "ai.c");
        dead.crash();

        // When another begins, without any position
        try (ArchiveHarness next = Tenants.start(directory)) {
            assertThat(next.context.seeks).isEmpty();
            next.put(Tenants.mixed(0, 30));
            next.commit();
            assertThat(Tenants.offsets(next)).isEqualTo(Tenants.mixedOffsets(30));
            Tenants.assertEveryTableVerifies(next);
        }
    }

    @Test
    void batchIsFinishedWhenTheTableIsBack() {
        try (ArchiveHarness archive = Tenants.start(directory)) {
            archive.put(Tenants.mixed(0, 12));
            archive.commit();

            // Given a batch of which one table could not be committed
            archive.put(Tenants.mixed(12, 40));
            try (Barrier barrier = Barrier.beforeCommits(directory, "ai.b")) {
                archive.commit();
                assertThat(archive.preCommit()).isEqualTo(Map.of(PARTITION, 12L));
            }

            // When it can be again
            archive.commit();

            // Then the rest of the batch follows
            assertThat(archive.preCommit()).isEqualTo(Map.of(PARTITION, 40L));
            assertThat(Tenants.offsets(archive)).isEqualTo(Tenants.mixedOffsets(40));
            Tenants.assertEveryTableVerifies(archive);
        }
    }

    @Test
    void twoTasksThatClaimOnePartitionArchiveItOnce() {
        // Given two tasks that both believe they own a partition
        try (ArchiveHarness first = Tenants.start(directory);
                ArchiveHarness second = Tenants.start(directory)) {
            first.put(Tenants.mixed(0, 60));
            second.put(Tenants.mixed(0, 40));

            // When the second comes between two commits of the first, and then the first goes on
            try (Barrier barrier = Barrier.beforeCommits(directory, "ai.b")) {
                first.commit();
            }
            second.commit();
            second.put(Tenants.mixed(0, 40));
            second.commit();
            first.commit();

            // Then one lost and begins anew where the other stands
            assertThat(first.context.seeks).containsEntry(PARTITION, 39L);
            first.put(Tenants.mixed(39, 70));
            first.commit();
            assertThat(Tenants.offsets(first)).isEqualTo(Tenants.mixedOffsets(70));
            Tenants.assertEveryTableVerifies(first);
        }
    }

    @Test
    void changedTemplateArchivesNothingTwice() {
        // Given a process that died when only the book was missing
        ArchiveHarness dead = Tenants.start(directory);
        dead.put(Tenants.mixed(0, 30));
        try (Barrier barrier = Barrier.beforeCommits(directory, Tenants.BOOK)) {
            dead.commit();
        }
        dead.crash();

        // When the next one sends records elsewhere
        Map<String, String> elsewhere = Tenants.config(Map.of("archive.table", "ai.${topic}"));
        try (ArchiveHarness next = ArchiveHarness.start(directory, elsewhere)) {
            next.put(Tenants.mixed(0, 42));
            next.commit();

            // Then what is in the old tables stays there, and only the rest goes to the new one
            Map<String, List<Long>> offsets = Tenants.offsets(next);
            assertThat(offsets).containsEntry("ai.a", List.of(0L, 6L, 12L, 18L, 24L));
            assertThat(offsets.get("ai." + ArchiveHarness.TOPIC))
                    .containsExactly(4L, 10L, 16L, 22L, 28L, 30L, 31L, 32L, 34L, 36L, 37L, 38L, 40L);
            assertThat(offsets.get(Tenants.BOOK)).containsExactly(3L, 9L, 15L, 21L, 27L, 33L, 39L);
            Tenants.assertEveryTableVerifies(next);
        }
    }

    @Test
    void recordsThatTheirTableHasPassedAreKeptInTheQuarantine() {
        // Given a process that refused a record, archived later ones, and died before it noted that
        Map<String, Object> surprising = new java.util.TreeMap<>(Events.map(1));
        surprising.put("tenant_id", "a");
        surprising.put("surprise", "x");
        List<SinkRecord> records = new ArrayList<>(List.of(Tenants.of("a", 0), Events.record(0, 1, surprising)));
        records.add(Tenants.of("a", 2));
        ArchiveHarness dead =
                ArchiveHarness.start(directory, Tenants.config(Map.of("archive.schema.evolution", "none")));
        dead.put(records);
        try (Barrier barrier = Barrier.beforeCommits(directory, Tenants.BOOK)) {
            dead.commit();
        }
        dead.crash();

        // When the next one would not refuse it
        try (ArchiveHarness next = Tenants.start(directory)) {
            next.put(records);
            next.put(Tenants.of("a", 3));
            next.commit();

            // Then it is kept all the same, once, and the tables' statements add up
            assertThat(Tenants.offsets(next)).isEqualTo(Map.of("ai.a", List.of(0L, 2L, 3L), Tenants.BOOK, List.of(1L)));
            assertThat(Tenants.rules(next)).isEqualTo(Map.of(1L, "archive.route.passed"));
            Tenants.assertEveryTableVerifies(next);
        }
    }

    @Test
    void newLineageIsNotMistakenForTheOld() {
        // Given a topic that was archived, created again, and archived in part before a crash
        ArchiveHarness before = Tenants.start(directory);
        before.put(Tenants.mixed(0, 30));
        before.commit();
        before.close();
        Map<String, String> second = Tenants.config(Map.of("archive.lineage", "second"));
        ArchiveHarness dead = ArchiveHarness.start(directory, second);
        dead.put(Tenants.mixed(0, 7));
        try (Barrier barrier = Barrier.beforeCommits(directory, Tenants.BOOK)) {
            dead.commit();
        }
        dead.crash();

        // When it is read again
        try (ArchiveHarness next = ArchiveHarness.start(directory, second)) {
            next.put(Tenants.mixed(0, 30));
            next.commit();

            // Then both lives are there, each once
            List<Long> twice = new ArrayList<>(Tenants.mixedOffsets(30).get("ai.a"));
            twice.addAll(List.copyOf(twice));
            assertThat(Tenants.offsets(next).get("ai.a"))
                    .isEqualTo(twice.stream().sorted().toList());
            Tenants.assertEveryTableVerifies(next);
        }
    }

    @Test
    void droppedTableFailsTheTaskAndMovesNoOffset() {
        ArchiveHarness archive = Tenants.start(directory);
        archive.put(Tenants.mixed(0, 12));
        archive.commit();
        archive.put(Tenants.mixed(12, 24));

        // When one of the tables is dropped
        archive.catalog().dropTable(TableIdentifier.parse("ai.b"), false);

        // Then the task fails, and offsets stay where they were
        assertThatThrownBy(archive::commit).isInstanceOf(ConnectException.class).hasMessageContaining("dropped");
        assertThat(archive.preCommit()).isEqualTo(Map.of(PARTITION, 12L));
        archive.close();
    }

    @Test
    void rolledBackTableFailsTheTaskAndMovesNoOffset() {
        ArchiveHarness archive = Tenants.start(directory);
        archive.put(Tenants.mixed(0, 12));
        archive.commit();
        archive.put(Tenants.mixed(12, 24));
        archive.commit();

        // When one of the tables is put back to an earlier snapshot
        var table = Tenants.table(archive, "ai.a");
        table.manageSnapshots().rollbackTo(table.currentSnapshot().parentId()).commit();

        // Then the task fails with advice
        archive.put(Tenants.mixed(24, 36));
        assertThatThrownBy(archive::commit).isInstanceOf(ConnectException.class).hasMessageContaining("rolled back");
        assertThat(archive.preCommit()).isEqualTo(Map.of(PARTITION, 24L));
        archive.close();
    }

    /** What the tables hold when those before {@code cut}, in the order of their commits, have the second batch. */
    private static Map<String, List<Long>> cutBefore(String cut) {
        Map<String, List<Long>> offsets = Tenants.mixedOffsets(12);
        List<String> order = List.of("ai.a", "ai.b", "ai.c", Tenants.BOOK);
        for (String table : order.subList(0, order.indexOf(cut))) {
            offsets.put(table, Tenants.mixedOffsets(60).get(table));
        }
        return offsets;
    }
}

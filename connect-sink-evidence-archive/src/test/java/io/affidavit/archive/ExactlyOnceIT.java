/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static io.affidavit.archive.Events.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.evidence.key.TrustedKeys;
import io.affidavit.archive.evidence.verify.Progress;
import io.affidavit.archive.evidence.verify.Verifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No row is lost and none is written twice, whatever dies or races. */
class ExactlyOnceIT {

    private static final TopicPartition PARTITION = new TopicPartition(ArchiveHarness.TOPIC, 0);

    @TempDir
    Path directory;

    @Test
    void resumesAtTheTablesWatermarkAfterACrash() {
        // Given a task that died with records it had not committed
        ArchiveHarness dead = ArchiveHarness.start(directory);
        dead.put(records(0, 50));
        dead.commit();
        dead.put(records(50, 80));
        dead.crash();

        // When another takes over
        try (ArchiveHarness next = ArchiveHarness.start(directory)) {
            // Then it reads from the last durable record, and repeats are ignored
            assertThat(next.context.seeks).containsExactlyEntriesOf(Map.of(PARTITION, 49L));
            next.put(records(40, 100));
            next.commit();
            assertThat(next.offsets())
                    .isEqualTo(LongStream.range(0, 100).boxed().toList());
            assertVerifies(next.table());
        }
    }

    @Test
    void dropsRepeatsAfterTheWorkerRewound() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            // Given records in an open batch
            archive.put(records(0, 30));

            // When the worker rewinds without reopening and delivers them again, before and after the commit
            archive.put(records(10, 40));
            archive.commit();
            archive.put(records(0, 45));
            archive.commit();

            // Then each is archived once
            assertThat(archive.offsets())
                    .isEqualTo(LongStream.range(0, 45).boxed().toList());
        }
    }

    @Test
    void archivesQuarantinedRecordsOnceWhenTheProcessDiesBetweenTheTwoTables() throws Exception {
        // Given a process that dies after the quarantine is committed and before the events are
        ArchiveHarness dead = ArchiveHarness.start(directory);
        dead.put(mixed(0, 20));
        Path metadata = directory.resolve("warehouse/evidence/events/metadata");
        makeUnwritable(dead, metadata);
        assertThat(ArchiveHarness.offsets(dead.quarantine())).containsExactly(0L, 5L, 10L, 15L);
        assertThat(dead.offsets()).isEmpty();
        dead.crash();

        // When the records are read again in batches of another size
        try (ArchiveHarness next = ArchiveHarness.start(directory)) {
            next.put(mixed(0, 12));
            next.commit();
            next.put(mixed(12, 30));
            next.commit();

            // Then every record is in exactly one of the tables, once
            assertThat(ArchiveHarness.offsets(next.quarantine())).containsExactly(0L, 5L, 10L, 15L, 20L, 25L);
            assertThat(next.offsets())
                    .isEqualTo(LongStream.range(0, 30)
                            .filter(o -> o % 5 != 0)
                            .boxed()
                            .toList());
            assertVerifies(next.table());
            assertVerifies(next.quarantine());
        }
    }

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
            Path metadata = directory.resolve("warehouse/evidence/events/metadata");
            makeUnwritable(first, metadata, () -> {
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

            // Given a hold placed and a property changed by others while a batch is open
            archive.table().newAppend().set("affidavit.hold.epoch", "7").commit();
            archive.table().updateProperties().set("owner", "legal").commit();

            // When the batch is committed, and one more
            archive.commit();
            archive.put(records(10, 12));
            archive.commit();

            // Then nothing is lost, and the hold's epoch is still the newest snapshot's
            assertThat(archive.offsets())
                    .isEqualTo(LongStream.range(0, 12).boxed().toList());
            assertThat(archive.table().currentSnapshot().summary()).containsEntry("affidavit.hold.epoch", "7");
            assertThat(archive.table().properties()).containsEntry("owner", "legal");
            assertVerifies(archive.table());
        }
    }

    @Test
    @Timeout(20)
    void droppedTableFailsTheTaskAndMovesNoOffset() {
        ArchiveHarness archive = ArchiveHarness.start(directory, Map.of("archive.commit.timeout", "10m"));
        archive.put(records(0, 5));
        archive.commit();
        archive.put(records(5, 10));

        // When the table is dropped
        archive.catalog().dropTable(TableIdentifier.of("evidence", "events"), false);

        // Then the task fails, offsets stay where they were, and it ends at once
        assertThatThrownBy(archive::commit).isInstanceOf(ConnectException.class).hasMessageContaining("dropped");
        assertThat(archive.preCommit()).isEqualTo(Map.of(PARTITION, 5L));
        archive.close();
    }

    @Test
    void replacedTableFailsTheTaskAndMovesNoOffset() {
        ArchiveHarness archive = ArchiveHarness.start(directory);
        archive.put(records(0, 5));
        archive.commit();
        archive.put(records(5, 10));

        // When the table is dropped and another of the same name created
        TableIdentifier id = TableIdentifier.of("evidence", "events");
        Table before = archive.table();
        archive.catalog().dropTable(id, false);
        archive.catalog()
                .buildTable(id, before.schema())
                .withPartitionSpec(before.spec())
                .create();

        // Then the task fails from preCommit's side as well: at the next put
        archive.clock.advanceMillis(2_000);
        assertThat(archive.preCommit()).isEqualTo(Map.of(PARTITION, 5L));
        assertThatThrownBy(() -> archive.task.put(List.of()))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("replaced");
        assertThat(archive.rows()).isEmpty();
        archive.close();
    }

    @Test
    void revokedPartitionTakesItsUncommittedRowsAlong() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            // Given a batch with rows of two partitions
            archive.open(1);
            archive.put(records(0, 10));
            archive.put(record(1, 0, Events.struct(0)));

            // When one partition is revoked before the commit
            archive.task.close(List.of(new TopicPartition(ArchiveHarness.TOPIC, 1)));

            // Then the other is read again, and no row of the revoked one appears
            assertThat(archive.context.seeks).containsEntry(PARTITION, 0L);
            archive.put(records(0, 10));
            archive.commit();
            assertThat(archive.rows()).hasSize(10);
            assertThat(dataFiles()).hasSize(1);
        }
    }

    private static List<SinkRecord> records(long from, long to) {
        return records(0, from, to);
    }

    private static List<SinkRecord> records(int partition, long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset -> record(partition, offset, Events.struct(offset)))
                .toList();
    }

    /** Every fifth record is poison. */
    private static List<SinkRecord> mixed(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset -> offset % 5 == 0 ? Events.poison(offset) : record(offset))
                .toList();
    }

    /** Puts a file where the events table's metadata directory was, commits, and puts the directory back. */
    static void makeUnwritable(ArchiveHarness archive, Path metadata) throws Exception {
        makeUnwritable(archive, metadata, () -> {});
    }

    private static void makeUnwritable(ArchiveHarness archive, Path metadata, Runnable meanwhile) throws Exception {
        Path aside = metadata.resolveSibling("metadata-aside");
        Files.move(metadata, aside);
        Files.createFile(metadata);
        try {
            archive.clock.advanceMillis(2_000);
            archive.preCommit();
            meanwhile.run();
        } finally {
            Files.delete(metadata);
            Files.move(aside, metadata);
        }
    }

    private List<Path> dataFiles() {
        try (Stream<Path> files = Files.walk(directory.resolve("warehouse/evidence/events/data"))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static void assertVerifies(Table table) {
        assertThat(Verifier.verify(table, TrustedKeys.of(ArchiveHarness.KEY.verificationKey()), 1, Progress.NONE)
                        .findings())
                .isEmpty();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static io.affidavit.archive.Events.record;
import static io.affidavit.archive.Events.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.evidence.verify.Progress;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.core.key.TrustedKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No row is lost and none is written twice, whenever a task dies or reads again. */
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
        commitInVain(dead, directory);
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

    /** Every fifth record is poison. */
    private static List<SinkRecord> mixed(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset -> offset % 5 == 0 ? Events.poison(offset) : record(offset))
                .toList();
    }

    /** Lets a task commit, which its events table does not take. */
    static void commitInVain(ArchiveHarness archive, Path directory) {
        commitInVain(archive, directory, () -> {});
    }

    static void commitInVain(ArchiveHarness archive, Path directory, Runnable meanwhile) {
        try (Barrier barrier = Barrier.beforeCommits(directory, "evidence.events")) {
            archive.clock.advanceMillis(2_000);
            archive.preCommit();
            meanwhile.run();
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

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static io.affidavit.archive.Events.records;
import static io.affidavit.archive.ExactlyOnceIT.commitInVain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.commit.OrphanSweep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of batches that never ended are found and deleted; a file that any snapshot refers to never is. */
class OrphansIT {

    private static final TableIdentifier EVENTS = TableIdentifier.of("evidence", "events");
    private static final Duration DAY = Duration.ofDays(1);
    // Only task 0 sweeps by itself, which would come in the way of the sweeps under test.
    private static final Map<String, String> QUIET = Map.of("archive.internal.task", "1");
    private static final Map<String, String> IMPATIENT =
            Map.of("archive.internal.task", "1", "archive.commit.timeout", "100ms");

    @TempDir
    Path directory;

    @Test
    void everyBatchIsDeclaredUntilItIsCommitted() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, IMPATIENT)) {
            assertThat(intents()).isEmpty();
            archive.put(records(0, 10));
            commitInVain(archive, directory);
            assertThat(intents())
                    .singleElement()
                    .satisfies(intent ->
                            assertThat(intent.getFileName().toString()).matches("archive-test-1-[0-9a-f]{16}\\.json"));
            archive.commit();
            assertThat(intents()).isEmpty();
            assertIntact(archive, 10);
        }
    }

    @Test
    void noFileIsOpenedWhereItsBatchCannotBeDeclared() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, QUIET)) {
            // Given a store that takes no intents
            Path evidence = directory.resolve("warehouse/evidence/events/_evidence");
            Files.createFile(evidence);
            archive.put(records(0, 10));
            archive.commit();

            // Then nothing was written, and the records are read again and archived when it does
            assertThat(dataFiles()).isEmpty();
            Files.delete(evidence);
            archive.put(records(0, 10));
            archive.commit();
            assertIntact(archive, 10);
        }
    }

    @Test
    void abandonedBatchTakesItsIntentAlong() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, QUIET)) {
            archive.put(records(0, 10));
        }
        assertThat(intents()).isEmpty();
        assertThat(dataFiles()).isEmpty();
    }

    @Test
    void filesOfAKilledTaskAreDeletedOnceTheyAreOldEnough() throws Exception {
        // Given a task that was killed between closing its files and committing them, after one commit
        leaveOrphans(10, 20);
        assertThat(dataFiles()).hasSize(2);

        try (ArchiveHarness next = ArchiveHarness.start(directory, QUIET)) {
            next.put(records(9, 20));
            next.commit();

            // When swept too early, nothing happens
            assertThat(sweep(next, Duration.ofHours(23)).run()).isZero();
            assertThat(dataFiles()).hasSize(3);

            // and later the orphan goes, and only that
            assertThat(sweep(next, Duration.ofHours(25)).run()).isEqualTo(1);
            assertThat(dataFiles()).hasSize(2);
            assertThat(intents()).isEmpty();
            assertIntact(next, 20);
            assertThat(sweep(next, Duration.ofHours(25)).run()).isZero();
        }
    }

    @Test
    void filesOfAProcessThatWasKilledAreDeleted() throws Exception {
        // Given a process killed with signal 9 after it wrote a batch's files
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledWriter.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (java.io.BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            while (line != null && !line.equals("WRITTEN")) {
                line = out.readLine();
            }
            assertThat(line).isEqualTo("WRITTEN");
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(dataFiles()).hasSize(1);
        assertThat(intents()).hasSize(1);

        // When another archives the records and sweeps a day later
        try (ArchiveHarness next = ArchiveHarness.start(directory, QUIET)) {
            next.put(records(0, 10));
            next.commit();
            assertThat(sweep(next, Duration.ofHours(25)).run()).isEqualTo(1);

            // Then what the killed one left is gone
            assertThat(dataFiles()).hasSize(1);
            assertThat(intents()).isEmpty();
            assertIntact(next, 10);
        }
    }

    @Test
    void committedFilesWhoseIntentOutlivedTheirTaskStay() throws Exception {
        // Given a task that was killed after its commit, before it could take the intent back
        ArchiveHarness killed = ArchiveHarness.start(directory, IMPATIENT);
        killed.put(records(0, 10));
        commitInVain(killed, directory);
        Path intent = intents().get(0);
        byte[] bytes = Files.readAllBytes(intent);
        killed.commit();
        killed.crash();
        Files.write(intent, bytes);

        // When swept
        try (ArchiveHarness next = ArchiveHarness.start(directory, QUIET)) {
            assertThat(sweep(next, Duration.ofHours(25)).run()).isZero();

            // Then the intent is gone and the file is there
            assertThat(intents()).isEmpty();
            assertIntact(next, 10);
        }
    }

    @Test
    void filesThatOnlyABranchRefersToStay() throws Exception {
        // Given a committed file that was dropped from the table, but that a hold's branch keeps
        try (ArchiveHarness archive = ArchiveHarness.start(directory, IMPATIENT)) {
            archive.put(records(0, 10));
            commitInVain(archive, directory);
            Path intent = intents().get(0);
            byte[] bytes = Files.readAllBytes(intent);
            archive.commit();
            Files.write(intent, bytes);
            Table table = archive.table();
            table.manageSnapshots()
                    .createBranch("hold-matter-1", table.currentSnapshot().snapshotId())
                    .commit();
            table.newDelete()
                    .deleteFromRowFilter(org.apache.iceberg.expressions.Expressions.alwaysTrue())
                    .commit();
            assertThat(archive.rows()).isEmpty();

            // When swept, Then it stays
            assertThat(sweep(archive, Duration.ofHours(25)).run()).isZero();
            assertThat(dataFiles()).hasSize(1);
        }
    }

    @Test
    void zombieCannotCommitWhatWasSwept() throws Exception {
        // Given a task that slept through the sweep with a batch in hand
        try (ArchiveHarness zombie = ArchiveHarness.start(directory, IMPATIENT);
                ArchiveHarness sweeper = ArchiveHarness.start(directory, QUIET)) {
            zombie.put(records(0, 10));
            commitInVain(zombie, directory);
            assertThat(sweep(sweeper, Duration.ofHours(25)).run()).isEqualTo(1);

            // When it wakes up and commits
            zombie.commit();

            // Then the batch is discarded, read again and archived in new files
            assertThat(zombie.offsets()).isEmpty();
            zombie.put(records(0, 10));
            zombie.commit();
            assertIntact(zombie, 10);
        }
    }

    @Test
    void sweepThatDiesIsTakenUpByTheNext() throws Exception {
        // Given orphans, and a sweep that dies because the table cannot be read or its fence not be committed
        leaveOrphans(10, 20);
        try (ArchiveHarness next = ArchiveHarness.start(directory, QUIET)) {
            OrphanSweep sweep = sweep(next, Duration.ofHours(25));
            Table loaded = next.table();
            OrphanSweep blind = new OrphanSweep(() -> loaded, DAY, sweep.clock());
            try (Barrier barrier = Barrier.beforeCommits(directory, "evidence.events")) {
                assertThatThrownBy(blind::run).isInstanceOf(RuntimeException.class);
            }

            // Then no file was deleted, and the next sweep still knows the batch
            assertThat(dataFiles()).hasSize(2);
            assertThat(sweep.run()).isEqualTo(1);
            assertThat(intents()).isEmpty();
            assertIntact(next, 10);
        }
    }

    @Test
    void filesOfAnotherTableAtTheSamePlaceStay() throws Exception {
        // Given orphans of a table that was dropped and replaced by another at the same place
        leaveOrphans(0, 10);
        try (ArchiveHarness next = ArchiveHarness.start(directory, QUIET)) {
            next.catalog().dropTable(EVENTS, false);
        }
        try (ArchiveHarness anew = ArchiveHarness.start(directory, QUIET)) {
            // When swept, Then they are not taken for the new table's
            assertThat(sweep(anew, Duration.ofHours(25)).run()).isZero();
            assertThat(dataFiles()).hasSize(1);
        }
    }

    @Test
    void statementsOfCommitsThatDidNotHappenAreDeleted() throws Exception {
        // Given three commits, and statements left by writers that were killed before their commit
        Path evidence = directory.resolve("warehouse/evidence/events/_evidence");
        try (ArchiveHarness archive = ArchiveHarness.start(directory, QUIET)) {
            for (int i = 0; i < 3; i++) {
                archive.put(records(i * 10L, i * 10L + 10));
                archive.commit();
            }
        }
        for (int sequence = 1; sequence <= 4; sequence++) {
            Path statement = evidence.resolve(String.format("%012d-%016x.dsse.json", sequence, sequence));
            Files.writeString(statement, "{}");
            Files.setLastModifiedTime(
                    statement, java.nio.file.attribute.FileTime.from(ArchiveHarness.NOW.minus(Duration.ofDays(2))));
        }
        Path young = evidence.resolve("000000000004-00000000000000ff.dsse.json");
        Files.writeString(young, "{}");
        Files.setLastModifiedTime(
                young, java.nio.file.attribute.FileTime.from(ArchiveHarness.NOW.plus(Duration.ofDays(1))));
        ArchiveHarness killed = ArchiveHarness.start(directory, IMPATIENT);
        killed.put(records(29, 40));
        commitInVain(killed, directory);
        killed.crash();

        // When swept
        try (ArchiveHarness next = ArchiveHarness.start(directory, QUIET)) {
            assertThat(sweep(next, Duration.ofHours(25)).run()).isEqualTo(5);

            // Then those of the chain are there, and one that may be of a commit going on
            assertThat(young).exists();
            assertIntact(next, 30);
        }
    }

    @Test
    void runningTaskSweepsByItself() throws Exception {
        leaveOrphans(0, 10);
        assertThat(dataFiles()).hasSize(1);
        Map<String, String> soon = Map.of("archive.orphans.after", "1ms");
        try (ArchiveHarness next = ArchiveHarness.start(directory, soon)) {
            next.clock.advanceMillis(60_000);
            for (int i = 0; i < 200 && !dataFiles().isEmpty(); i++) {
                Thread.sleep(50);
            }
            assertThat(dataFiles()).isEmpty();
        }
    }

    /** A task that was killed between closing the files of these records and their commit. */
    private void leaveOrphans(long from, long to) {
        ArchiveHarness killed = ArchiveHarness.start(directory, IMPATIENT);
        if (from > 0) {
            killed.put(records(0, from));
            killed.commit();
        }
        killed.put(records(from, to));
        commitInVain(killed, directory);
        killed.crash();
    }

    /** A sweep as it would run that much later. */
    private static OrphanSweep sweep(ArchiveHarness archive, Duration later) {
        Clock clock = Clock.fixed(ArchiveHarness.NOW.plus(later), java.time.ZoneOffset.UTC);
        return new OrphanSweep(() -> archive.catalog().loadTable(EVENTS), DAY, clock);
    }

    private static void assertIntact(ArchiveHarness archive, long records) {
        assertThat(archive.offsets())
                .isEqualTo(LongStream.range(0, records).boxed().toList());
        ExactlyOnceIT.assertVerifies(archive.table());
    }

    private List<Path> dataFiles() {
        return files("data", ".parquet");
    }

    private List<Path> intents() {
        return files("_evidence/intents", ".json");
    }

    private List<Path> files(String folder, String suffix) {
        Path root = directory.resolve("warehouse/evidence/events").resolve(folder);
        if (Files.notExists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

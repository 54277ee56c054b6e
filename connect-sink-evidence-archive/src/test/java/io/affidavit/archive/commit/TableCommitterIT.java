/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.convert.Row;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.evidence.verify.Progress;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.archive.intent.Intents;
import io.affidavit.archive.table.ArchiveColumns;
import io.affidavit.archive.table.ArchivePartition;
import io.affidavit.archive.table.ArchiveTables;
import io.affidavit.archive.table.Custody;
import io.affidavit.archive.write.PartitionedWriter;
import io.affidavit.archive.write.Workspace;
import io.affidavit.archive.write.WrittenFile;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import io.affidavit.core.metrics.Meter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commit protocol on a real table, with rivals and with a connection that fails. */
class TableCommitterIT {

    private static final SigningKey KEY = SigningKey.generate();
    private static final SourcePartition SOURCE = new SourcePartition("0", "governed", 0);
    private static final Backoff BACKOFF = new Backoff(
            Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofSeconds(20), RandomGenerator.getDefault());

    @TempDir
    Path directory;

    private Catalog catalog;

    @BeforeEach
    void createTable() {
        catalog = Catalogs.open(Map.of(Catalogs.EMBEDDED_DIRECTORY, directory.toString()));
        new ArchiveTables(catalog).findOrCreate(id(), ArchiveColumns.around(List.of()));
    }

    @AfterEach
    void closeCatalog() {
        Catalogs.close(catalog);
    }

    @Test
    void oneOfEightRivalsForTheSameOffsetsWins() throws Exception {
        // Given eight writers with the same offsets in hand
        CyclicBarrier start = new CyclicBarrier(8);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Outcome>> outcomes = new ArrayList<>();
        for (int rival = 0; rival < 8; rival++) {
            String commitId = "rival-" + rival;
            outcomes.add(threads.submit((Callable<Outcome>) () -> {
                Table table = catalog.loadTable(id());
                CommitRequest request = request(table, commitId, null, 10);
                start.await();
                return committer(table).commit(request);
            }));
        }

        // When all commit at once
        List<Class<?>> kinds = new ArrayList<>();
        for (Future<Outcome> outcome : outcomes) {
            kinds.add(outcome.get().getClass());
        }
        threads.shutdown();

        // Then one is committed and seven know that they are superseded
        assertThat(kinds).filteredOn(Outcome.Committed.class::equals).hasSize(1);
        assertThat(kinds).filteredOn(Outcome.Superseded.class::equals).hasSize(7);
        assertThat(Watermarks.of(catalog.loadTable(id())).next(SOURCE)).isEqualTo(10);
        assertVerifies();
    }

    @Test
    void recognizesItsOwnCommitWhoseAnswerWasLost() {
        // Given a connection that loses the answer to a commit
        Table table = losingOneAnswer();

        // When the commit is made
        Outcome outcome = committer(table).commit(request(table, "lost", null, 10));

        // Then it counts as made, once
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(catalog.loadTable(id()).snapshots()).hasSize(1);
        assertVerifies();
    }

    @Test
    void recognizesItsOwnLostCommitEvenAfterAnotherMovedOn() {
        // Given a commit whose answer was lost, after which another owner moved the same partition on
        Table table = losingOneAnswer();
        TableCommitter committer = impatientCommitter(table);
        CommitRequest lost = request(table, "lost", null, 10);
        assertThat(committer.commit(lost)).isInstanceOf(Outcome.Deferred.class);
        Table other = catalog.loadTable(id());
        assertThat(committer(other).commit(request(other, "next", 10L, 25))).isInstanceOf(Outcome.Committed.class);

        // When the first tries again
        Outcome outcome = committer.commit(lost);

        // Then it learns that its files are in the table and must stay
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(((Outcome.Committed) outcome).watermarks().next(SOURCE)).isEqualTo(25);
        assertVerifies();
    }

    @Test
    void recognizesItsOwnLostCommitAfterItsSnapshotWasForgotten() {
        // Given a commit whose answer was lost, and whose snapshot is forgotten before it is looked for
        Table table = losingOneAnswer();
        TableCommitter committer = impatientCommitter(table);
        CommitRequest lost = request(table, "lost", null, 10);
        assertThat(committer.commit(lost)).isInstanceOf(Outcome.Deferred.class);
        Table other = catalog.loadTable(id());
        forgetSnapshots(other);
        assertThat(catalog.loadTable(id()).snapshots()).hasSize(1);

        // When it is tried again, Then the watermark still tells whose it is
        assertThat(committer.commit(lost)).isInstanceOf(Outcome.Committed.class);
        assertVerifies();
    }

    @Test
    void neverRepeatsALostCommitThatNothingTellsOfAnyMore() {
        // Given the same, but another owner moved the partition on before the snapshot was forgotten
        Table table = losingOneAnswer();
        TableCommitter committer = impatientCommitter(table);
        CommitRequest lost = request(table, "lost", null, 10);
        committer.commit(lost);
        Table other = catalog.loadTable(id());
        committer(other).commit(request(other, "next", 10L, 25));
        forgetSnapshots(other);

        // When it is tried again, Then the batch is given up, and its files stay
        assertThat(committer.commit(lost)).isInstanceOfSatisfying(Outcome.Superseded.class, superseded -> {
            assertThat(superseded.filesMayBeReferenced()).isTrue();
            assertThat(superseded.watermarks().next(SOURCE)).isEqualTo(25);
        });
        assertVerifies();
    }

    @Test
    void signsAnewWhenAnotherCommitCameFirst() {
        // Given a rival on another partition that commits in the middle of ours
        SourcePartition elsewhere = new SourcePartition("0", "governed", 1);
        FlakyOperations operations = operations();
        Table table = new BaseTable(operations, "contended");
        operations.beforeCommit = () -> {
            operations.beforeCommit = () -> {};
            Table rival = catalog.loadTable(id());
            committer(rival).commit(request(rival, "rival", elsewhere, null, 7));
        };

        // When ours is committed
        Outcome outcome = committer(table).commit(request(table, "ours", null, 10));

        // Then it was built anew on the rival's: both watermarks stand and the chain is unbroken
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Committed.class,
                        committed -> assertThat(committed.retries()).isEqualTo(1));
        Watermarks watermarks = Watermarks.of(catalog.loadTable(id()));
        assertThat(watermarks.next(SOURCE)).isEqualTo(10);
        assertThat(watermarks.next(elsewhere)).isEqualTo(7);
        assertVerifies();
    }

    @Test
    void keepsTheMarkOfACommitThatCameWhileItsStatementWasSigned() {
        // Given a rival on another partition that commits after our watermarks are read, before our transaction opens
        SourcePartition elsewhere = new SourcePartition("0", "governed", 1);
        FlakyOperations operations = operations();
        Table table = new BaseTable(operations, "contended");
        CommitRequest ours = request(table, "ours", null, 10);
        operations.beforeRefresh = number -> {
            if (number == 1) {
                Table rival = catalog.loadTable(id());
                committer(rival).commit(request(rival, "rival", elsewhere, null, 7));
            }
        };

        // When ours is committed
        Outcome outcome = committer(table).commit(ours);

        // Then neither watermark is lost
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        Watermarks watermarks = Watermarks.of(catalog.loadTable(id()));
        assertThat(watermarks.next(SOURCE)).isEqualTo(10);
        assertThat(watermarks.next(elsewhere)).isEqualTo(7);
        assertVerifies();
    }

    @Test
    void putsOffACommitThatIsRefusedForTooLong() {
        FlakyOperations operations = operations();
        operations.refuse = Integer.MAX_VALUE;
        Table table = new BaseTable(operations, "refusing");
        TableCommitter committer = new TableCommitter(
                table,
                attestor(),
                new Backoff(
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(20),
                        RandomGenerator.getDefault()));
        CommitRequest request = request(table, "refused", null, 10);
        assertThat(committer.commit(request)).isInstanceOf(Outcome.Deferred.class);

        // and the same request succeeds once the catalog takes it
        operations.refuse = 0;
        assertThat(committer.commit(request)).isInstanceOf(Outcome.Committed.class);
        assertVerifies();
    }

    @Test
    void findsWatermarksAfterTheirSnapshotsWereForgotten() {
        Table table = catalog.loadTable(id());
        committer(table).commit(request(table, "first", null, 10));
        // Given a foreign snapshot on top and our own forgotten
        table.newAppend().commit();
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(3));
        for (int i = 0; i < 60; i++) {
            table.newAppend().commit();
        }
        new SnapshotRetention(Duration.ofDays(1), 1, 1_000_000, later).trim(table);

        // When the watermark is read
        Table reloaded = catalog.loadTable(id());
        assertThat(reloaded.snapshots()).hasSize(1);

        // Then it comes from the properties, and the next commit goes on from it
        assertThat(Watermarks.of(reloaded).next(SOURCE)).isEqualTo(10);
        assertThat(committer(reloaded).commit(request(reloaded, "second", 10L, 20)))
                .isInstanceOf(Outcome.Committed.class);
        assertVerifies();
    }

    /** The table over a connection that loses the answer to the next commit. */
    private Table losingOneAnswer() {
        FlakyOperations operations = operations();
        operations.loseAnswers = 1;
        return new BaseTable(operations, "flaky");
    }

    /** Has all snapshots but the newest forgotten, which is a foreign one. */
    private static void forgetSnapshots(Table table) {
        for (int i = 0; i < 60; i++) {
            table.newAppend().commit();
        }
        new SnapshotRetention(Duration.ofDays(1), 1, 1, Clock.systemUTC()).trim(table);
    }

    private FlakyOperations operations() {
        return new FlakyOperations(((BaseTable) catalog.loadTable(id())).operations());
    }

    private static TableCommitter committer(Table table) {
        return new TableCommitter(table, attestor(), BACKOFF);
    }

    /** One that puts a commit off as soon as it is refused. */
    private static TableCommitter impatientCommitter(Table table) {
        return new TableCommitter(
                table,
                attestor(),
                new Backoff(Duration.ofMillis(5), Duration.ofMillis(5), Duration.ZERO, RandomGenerator.getDefault()));
    }

    private static Attestor attestor() {
        return new Attestor(KEY, "test", 0, "0", Clock.systemUTC());
    }

    private static CommitRequest request(Table table, String commitId, Long from, long to) {
        return request(table, commitId, SOURCE, from, to);
    }

    /** One file with a row for every offset. */
    private static CommitRequest request(Table table, String commitId, SourcePartition source, Long from, long to) {
        long first = from == null ? 0 : from;
        PartitionedWriter writer = new PartitionedWriter(
                table,
                0,
                4,
                1 << 20,
                new Workspace(32 << 20, Path.of("target"), 1 << 30, Meter.NONE),
                new Intents(table, "test", 0, Clock.systemUTC()));
        for (long offset = first; offset < to; offset++) {
            writer.write(row(source, offset), ArchivePartition.of("standard", Custody.STANDARD, 0));
        }
        List<WrittenFile> files = writer.complete();
        Map<SourcePartition, Long> expected = new HashMap<>();
        expected.put(source, from);
        return new CommitRequest(
                commitId,
                expected,
                Map.of(source, new Mark(to, commitId, null)),
                List.of(OffsetRange.archived(source.topic(), source.partition(), first, to)),
                files,
                0);
    }

    private static Row row(SourcePartition source, long offset) {
        Row kafka = new Row(5);
        kafka.set(0, source.topic());
        kafka.set(1, source.partition());
        kafka.set(2, offset);
        Row row = new Row(5);
        row.set(0, "standard");
        row.set(1, "std");
        row.set(3, kafka);
        row.set(4, 0L);
        return row;
    }

    private void assertVerifies() {
        assertThat(Verifier.verify(catalog.loadTable(id()), TrustedKeys.of(KEY.verificationKey()), 1, Progress.NONE)
                        .findings())
                .isEmpty();
    }

    private static TableIdentifier id() {
        return TableIdentifier.of("evidence", "events");
    }
}

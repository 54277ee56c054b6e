/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementHead;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.verify.Finding;
import io.affidavit.archive.evidence.verify.FindingKind;
import io.affidavit.archive.evidence.verify.Progress;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signed changes of a real table, with rivals and with a connection that fails. */
class ChangeCommitterIT {

    private static final SigningKey KEY = SigningKey.generate();
    private static final Backoff BACKOFF = new Backoff(
            Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofSeconds(2), RandomGenerator.getDefault());

    @TempDir
    Path directory;

    private EvidentTable evident;

    @BeforeEach
    void createTable() {
        evident = EvidentTable.create(directory, KEY);
    }

    @AfterEach
    void close() {
        evident.close();
    }

    @Test
    void removesAFileByASignedStatement() {
        // Given two files
        AttestedFile gone = evident.archive(10, 20_000);
        evident.archive(5, 20_001);

        // When one is removed by a change
        StatementRef ref = committer(evident.table()).commit(new Removal("removal", gone, 0));

        // Then the table verifies without it, and its bytes are still there
        assertThat(ref.sequence()).isEqualTo(3);
        assertThat(findings()).isEmpty();
        assertThat(EvidentTable.onDisk(gone.path())).exists();
    }

    @Test
    void isPlannedAgainAfterAnotherCommit() {
        // Given a change during whose first planning another commit is made
        AttestedFile gone = evident.archive(10, 20_000);
        Removal removal = new Removal("removal", gone, 0);
        removal.meanwhile = () -> evident.archive(3, 20_002);

        // When it is committed
        StatementRef ref = committer(evident.fresh()).commit(removal);

        // Then it was planned twice, its statement follows the other one, and no refused statement is left
        assertThat(removal.planned).hasValue(2);
        assertThat(ref.sequence()).isEqualTo(3);
        assertThat(findings()).isEmpty();
        assertThat(statementsStored()).isEqualTo(3);
    }

    @Test
    void isRefusedByTheStateItMeets() {
        // Given a change that only the hold epoch 0 allows, and a table that moves to another meanwhile
        AttestedFile gone = evident.archive(10, 20_000);
        Removal removal = new Removal("removal", gone, 0);
        removal.meanwhile = () ->
                evident.table().newFastAppend().set("affidavit.hold.epoch", "1").commit();

        // When it is committed, then it is refused and nothing has changed
        assertThatExceptionOfType(ChangeRefusedException.class)
                .isThrownBy(() -> committer(evident.fresh()).commit(removal));
        assertThat(findings()).isEmpty();
        assertThat(statementsStored()).isEqualTo(1);
    }

    @Test
    void isMadeOnceWhenTheAnswerIsLost() {
        // Given a connection that loses the answer to a commit
        AttestedFile gone = evident.archive(10, 20_000);
        FlakyOperations flaky = new FlakyOperations(((BaseTable) evident.table()).operations());
        Table table = new BaseTable(flaky, evident.table().name());
        flaky.loseAnswers = 1;

        // When the change is committed, and again after a restart
        StatementRef first = committer(table).commit(new Removal("removal", gone, 0));
        StatementRef again = committer(evident.fresh()).commit(new Removal("removal", gone, 0));

        // Then it was made once
        assertThat(again).isEqualTo(first);
        assertThat(findings()).isEmpty();
    }

    @Test
    void carriesHoldsAndOffsetsForward() {
        // Given a table whose newest snapshot has facts about holds
        AttestedFile gone = evident.archive(10, 20_000);
        evident.table().newFastAppend().set("affidavit.hold.epoch", "4").commit();

        // When a change is made
        committer(evident.table()).commit(new Removal("removal", gone, 4));

        // Then they stand in its snapshot too
        assertThat(evident.table().currentSnapshot().summary())
                .containsEntry("affidavit.hold.epoch", "4")
                .containsKey(Watermarks.KEY);
    }

    @Test
    void verificationNamesARemovalOfWhatWasNeverThere() {
        // Given a change that claims to remove a file nobody attested
        evident.archive(10, 20_000);
        AttestedFile never = new AttestedFile("file:/nowhere", 1, "ab".repeat(32), 1, "cd".repeat(32), Map.of());
        Removal removal = new Removal("removal", never, 0);
        removal.onlySaid = true;

        // When it is committed
        committer(evident.table()).commit(removal);

        // Then verification says so
        assertThat(findings()).extracting(Finding::kind).containsExactly(FindingKind.UNFOUNDED_REMOVAL);
    }

    private ChangeCommitter committer(Table table) {
        return new ChangeCommitter(table, KEY, "test", BACKOFF, Clock.systemUTC());
    }

    private List<Finding> findings() {
        return Verifier.verify(evident.table(), TrustedKeys.of(KEY.verificationKey()), 1, Progress.NONE)
                .findings();
    }

    private long statementsStored() {
        Path folder = EvidentTable.onDisk(evident.table().location()).resolve("_evidence");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".dsse.json")).count();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Removes one file as long as the hold epoch is what it was planned with. */
    private static final class Removal implements TableChange {

        private final String id;
        private final AttestedFile file;
        private final long epoch;
        private final AtomicInteger planned = new AtomicInteger();
        private Runnable meanwhile = () -> {};
        private boolean onlySaid;

        Removal(String id, AttestedFile file, long epoch) {
            this.id = id;
            this.file = file;
            this.epoch = epoch;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Statement statement(Table table, StatementHead head) {
            long now = Optional.ofNullable(table.currentSnapshot().summary().get("affidavit.hold.epoch"))
                    .map(Long::parseLong)
                    .orElse(0L);
            if (now != epoch) {
                throw new ChangeRefusedException("Cannot remove file: the hold epoch moved.");
            }
            planned.incrementAndGet();
            Runnable other = meanwhile;
            meanwhile = () -> {};
            other.run();
            return new ChangeStatement(
                    head, Cause.EXPIRE, table.schema().schemaId(), epoch, List.of(file), List.of(), Map.of());
        }

        @Override
        public SnapshotUpdate<?> stage(Table table, Transaction transaction) {
            return onlySaid
                    ? transaction.newFastAppend()
                    : transaction.newDelete().deleteFile(file.path());
        }
    }
}

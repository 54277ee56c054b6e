/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.ChangeCommitter;
import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.commit.Holds;
import io.affidavit.archive.commit.SnapshotRetention;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.verify.Finding;
import io.affidavit.archive.evidence.verify.Progress;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.archive.hold.predicate.HoldPredicate;
import io.affidavit.archive.hold.predicate.InvalidPredicateException;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds of a real table: crashes between the steps, others who interfere, and what is signed. */
class LegalHoldsIT {

    private static final SigningKey KEY = SigningKey.generate();
    private static final Backoff BACKOFF = Backoff.within(Duration.ofSeconds(20));
    private static final HoldOrder ORDER = order("case-7", "event_time < '2024-10-05T00:00:00Z'");

    @TempDir
    Path directory;

    private EvidentTable evident;
    private AttestedFile held;

    /** One file of the day 20000, which is 2024-10-04, and one of the day after. */
    @BeforeEach
    void createTable() {
        evident = EvidentTable.create(directory, KEY);
        held = evident.archive(10, 20_000);
        evident.archive(5, 20_001);
    }

    @AfterEach
    void close() {
        evident.close();
    }

    @Test
    void tellsWhatWasPlacedAndReleased() {
        holds(evident.table()).place(ORDER);
        holds(evident.table()).place(order("other", "id >= 0"));
        holds(evident.table()).release("case-7", "settled");

        HoldRegistry registry = HoldRegistry.of(evident.table(), TrustedKeys.of(KEY.verificationKey()));
        assertThat(registry.epoch()).isEqualTo(3);
        assertThat(registry.open()).extracting(Hold::id).containsExactly("other");
        HoldEntry released = registry.find("case-7").orElseThrow();
        assertThat(released.hold().epoch()).isEqualTo(1);
        assertThat(released.hold().matter()).isEqualTo("matter of case-7");
        assertThat(released.hold().by()).isEqualTo("counsel");
        assertThat(released.release()).hasValueSatisfying(release -> {
            assertThat(release.reason()).isEqualTo("settled");
            assertThat(release.epoch()).isEqualTo(3);
        });
        assertThat(evident.table().refs()).containsOnlyKeys("main", "hold-other");
        assertThat(findings()).isEmpty();
    }

    @Test
    void summaryAndPropertiesNameEpochRegistryAndStatement() {
        holds(evident.table()).place(ORDER);

        Table table = evident.table();
        String digest = HoldRegistry.of(table).digest();
        assertThat(table.currentSnapshot().summary())
                .containsEntry("affidavit.hold.epoch", "1")
                .containsEntry("affidavit.hold.registry", digest)
                .containsKey("affidavit.hold.statement.sha256");
        assertThat(table.properties())
                .containsEntry("affidavit.hold.epoch", "1")
                .containsEntry("affidavit.hold.registry", digest);
        assertThat(OpenHolds.of(table).digest()).isEqualTo(digest);
    }

    @Test
    void placingAgainFinishesWhatACrashCutShort() {
        // Given a hold of which nothing but the commit was done
        committer(evident.table()).commit(new PlaceHold(ORDER));
        assertThat(branch(evident.table(), "hold-case-7")).hasSize(2);

        // When it is placed again, twice
        HoldState state = holds(evident.table()).place(ORDER);
        HoldState again = holds(evident.table()).place(ORDER);

        // Then it is complete, and was placed once
        assertThat(state).isEqualTo(new HoldState(true, 1, 10, false, 0)).isEqualTo(again);
        assertThat(state.isComplete()).isTrue();
        assertThat(branch(evident.table(), "hold-case-7")).containsExactly(held.path());
        assertThat(Holds.epoch(evident.table())).isEqualTo(1);
    }

    @Test
    void releasingAgainFinishesWhatACrashCutShort() {
        holds(evident.table()).place(ORDER);
        committer(evident.table()).commit(new ReleaseHold("case-7", "settled"));
        assertThat(evident.table().refs()).containsKey("hold-case-7");

        holds(evident.table()).release("case-7", "settled");
        holds(evident.table()).release("case-7", "settled");

        assertThat(evident.table().refs()).containsOnlyKeys("main");
        assertThat(Holds.epoch(evident.table())).isEqualTo(2);
    }

    @Test
    void refusesWhatWouldContradictTheRegistry() {
        holds(evident.table()).place(ORDER);

        assertRefused(() -> holds(evident.table()).place(order("case-7", "id = 1")), "of another matter or predicate");
        assertRefused(() -> holds(evident.table()).release("case-8", "settled"), "the table has none of this id");
        holds(evident.table()).release("case-7", "settled");
        assertRefused(() -> holds(evident.table()).place(ORDER), "released. Give another id");
        evident.table()
                .manageSnapshots()
                .createTag("hold-case-9", evident.table().currentSnapshot().snapshotId())
                .commit();
        assertRefused(() -> holds(evident.table()).place(order("case-9", "id = 1")), "that no hold of it made");
        assertThatThrownBy(() -> holds(evident.table()).place(order("x", "idd = 1")))
                .isInstanceOf(InvalidPredicateException.class)
                .hasMessageContaining("Did you mean id?");
        assertThat(Holds.epoch(evident.table())).isEqualTo(2);
    }

    @Test
    void survivesTheLossOfAllSnapshotsButAForeignOne() {
        // Given a hold, and an engine that knows nothing of holds
        holds(evident.table()).place(ORDER);
        evident.table().newFastAppend().commit();
        Table table = evident.table();
        table.expireSnapshots()
                .expireOlderThan(System.currentTimeMillis() + 1_000)
                .retainLast(1)
                .commit();

        // Then the properties tell, and the next hold follows
        assertThat(OpenHolds.of(evident.table()).open()).extracting(Hold::id).containsExactly("case-7");
        holds(evident.table()).place(order("other", "id = 1"));
        assertThat(OpenHolds.of(evident.table()).epoch()).isEqualTo(2);
    }

    @Test
    void aTableThatWasPutBackIsStillHeld() {
        long before = evident.table().currentSnapshot().snapshotId();
        holds(evident.table()).place(ORDER);

        evident.table().manageSnapshots().rollbackTo(before).commit();

        OpenHolds open = OpenHolds.of(evident.table());
        assertThat(open.epoch()).isEqualTo(1);
        assertThat(open.open()).extracting(Hold::id).containsExactly("case-7");
    }

    @Test
    void snapshotsBeforeAHoldAreForgottenAndItsFilesStay() {
        holds(evident.table()).place(ORDER);
        for (int i = 0; i < 60; i++) {
            evident.table().newFastAppend().commit();
        }

        new SnapshotRetention(Duration.ofDays(1), 1, 1, Clock.systemUTC()).trim(evident.table());

        Table table = evident.table();
        assertThat(table.snapshots().spliterator().getExactSizeIfKnown()).isEqualTo(2);
        assertThat(branch(table, "hold-case-7")).containsExactly(held.path());
    }

    @Test
    void believesNothingThatIsNotSignedOrNotWhatItWas() {
        holds(evident.table()).place(ORDER);
        Table table = evident.table();

        assertThatThrownBy(() ->
                        OpenHolds.of(table, TrustedKeys.of(SigningKey.generate().verificationKey())))
                .isInstanceOf(UnreadableHoldsException.class)
                .hasMessageContaining("is not signed by a trusted key");
        String path = table.properties().get("affidavit.hold.statement.path");
        EvidentTable.flipByte(path, 100);
        assertThatThrownBy(() -> OpenHolds.of(table))
                .isInstanceOf(UnreadableHoldsException.class)
                .hasMessageContaining("is not what it was");
        assertThatThrownBy(() -> {
                    table.io().deleteFile(path);
                    OpenHolds.of(table);
                })
                .isInstanceOf(UnreadableHoldsException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void anEpochWithoutAStatementIsNoEmptyRegistry() {
        evident.table().newFastAppend().set(Holds.EPOCH_KEY, "3").commit();

        assertThatThrownBy(() -> OpenHolds.of(evident.table()))
                .isInstanceOf(UnreadableHoldsException.class)
                .hasMessageContaining("it is in hold epoch 3 and refers to no statement");
    }

    @Test
    void anotherEnginesPruningDoesNotGetInTheWay() {
        // Given a branch that someone else deleted from
        committer(evident.table()).commit(new PlaceHold(ORDER));
        evident.table()
                .newDelete()
                .toBranch("hold-case-7")
                .deleteFile(held.path())
                .commit();

        // When the hold is finished, then what was there before it can still be reached
        assertThatCode(() -> holds(evident.table()).place(ORDER)).doesNotThrowAnyException();
        Table table = evident.table();
        table.expireSnapshots()
                .expireOlderThan(System.currentTimeMillis() + 1_000)
                .retainLast(1)
                .commit();
        assertThat(EvidentTable.onDisk(held.path())).exists();
    }

    private static HoldOrder order(String id, String predicate) {
        return new HoldOrder(id, "matter of " + id, "reason", HoldPredicate.parse(predicate));
    }

    private static void assertRefused(Runnable action, String message) {
        assertThatExceptionOfType(ChangeRefusedException.class)
                .isThrownBy(action::run)
                .withMessageContaining(message);
    }

    private static LegalHolds holds(Table table) {
        return new LegalHolds(table, KEY, "counsel", BACKOFF, Clock.systemUTC());
    }

    private static ChangeCommitter committer(Table table) {
        return new ChangeCommitter(table, KEY, "counsel", BACKOFF, Clock.systemUTC());
    }

    private List<Finding> findings() {
        return Verifier.verify(evident.table(), TrustedKeys.of(KEY.verificationKey()), 1, Progress.NONE)
                .findings();
    }

    private static List<String> branch(Table table, String name) {
        List<String> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().useRef(name).planFiles()) {
            tasks.forEach(task -> files.add(task.file().location()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}

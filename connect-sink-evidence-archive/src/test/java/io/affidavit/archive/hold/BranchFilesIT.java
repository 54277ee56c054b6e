/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.hold.BranchFiles.Replacement;
import io.affidavit.archive.hold.predicate.HoldPredicate;
import io.affidavit.core.key.SigningKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.exceptions.ValidationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of the branches of holds that are replaced together with those of a real table. */
class BranchFilesIT {

    private static final SigningKey KEY = SigningKey.generate();
    private static final int DAY = 20_000;

    @TempDir
    Path directory;

    private EvidentTable evident;
    private AttestedFile first;
    private AttestedFile second;

    @BeforeEach
    void createTable() {
        evident = EvidentTable.create(directory, KEY);
        first = evident.archive(10, DAY);
        second = evident.archive(5, DAY + 1);
    }

    @AfterEach
    void close() {
        evident.close();
    }

    @Test
    void replacesOnTheBranchesThatReferToTheFileOnly() {
        place("both", "id >= 0");
        place("second", "event_time >= '2024-10-05T00:00:00Z'");
        DataFile rewritten = evident.write(3, DAY).file();

        // When
        Set<String> found = replace(evident.table(), Set.of(first.path()), List.of(rewritten));

        // Then
        assertThat(found).containsExactly(first.path());
        assertThat(files("hold-both")).containsExactlyInAnyOrder(rewritten.location(), second.path());
        assertThat(files("hold-second")).containsExactly(second.path());
        assertThat(files("main")).containsExactlyInAnyOrder(first.path(), second.path());
        assertThat(states()).allMatch(HoldState::isComplete);
    }

    @Test
    void putsOneFileInThePlaceOfSeveral() {
        place("both", "id >= 0");
        DataFile rewritten = evident.write(15, DAY).file();

        replace(evident.table(), Set.of(first.path(), second.path()), List.of(rewritten));

        assertThat(files("hold-both")).containsExactly(rewritten.location());
    }

    @Test
    void takesAFileAwayOfWhichNothingIsKept() {
        place("both", "id >= 0");

        replace(evident.table(), Set.of(first.path()), List.of());

        assertThat(files("hold-both")).containsExactly(second.path());
    }

    @Test
    void leavesBranchesThatNoHoldMadeAlone() {
        Table table = evident.table();
        table.manageSnapshots()
                .createBranch("hold-audit", table.currentSnapshot().snapshotId())
                .commit();

        assertThat(replace(evident.table(), Set.of(first.path()), List.of())).isEmpty();
        assertThat(files("hold-audit")).containsExactlyInAnyOrder(first.path(), second.path());
    }

    @Test
    void refusesWhereTheBranchMovedMeanwhile() {
        place("both", "id >= 0");
        Table table = evident.table();
        Transaction transaction = table.newTransaction();
        BranchFiles.replace(table, transaction, List.of(new Replacement(Set.of(first.path()), List.of())));

        // When
        evident.fresh()
                .newDelete()
                .toBranch("hold-both")
                .deleteFile(second.path())
                .commit();

        // Then
        assertThatExceptionOfType(ValidationException.class).isThrownBy(transaction::commitTransaction);
        assertThat(files("hold-both")).containsExactly(first.path());
    }

    @Test
    void bringsNoBranchBackThatWasRemovedMeanwhile() {
        place("both", "id >= 0");
        Table table = evident.table();
        Transaction transaction = table.newTransaction();
        BranchFiles.replace(table, transaction, List.of(new Replacement(Set.of(first.path()), List.of())));

        // When
        evident.fresh().manageSnapshots().removeBranch("hold-both").commit();

        // Then
        assertThatExceptionOfType(ValidationException.class).isThrownBy(transaction::commitTransaction);
        assertThat(evident.fresh().refs()).doesNotContainKey("hold-both");
    }

    private static Set<String> replace(Table table, Set<String> removed, List<DataFile> added) {
        Transaction transaction = table.newTransaction();
        Set<String> found = BranchFiles.replace(table, transaction, List.of(new Replacement(removed, added)));
        transaction.commitTransaction();
        return found;
    }

    private void place(String id, String predicate) {
        new LegalHolds(evident.fresh(), KEY, "counsel", Backoff.within(Duration.ofSeconds(20)), Clock.systemUTC())
                .place(new HoldOrder(id, "matter", "litigation", HoldPredicate.parse(predicate)));
    }

    private List<HoldState> states() {
        Table table = evident.fresh();
        return HoldRegistry.of(table).entries().stream()
                .map(entry -> LegalHolds.state(table, entry))
                .toList();
    }

    private List<String> files(String ref) {
        return StreamSupport.stream(
                        evident.fresh().newScan().useRef(ref).planFiles().spliterator(), false)
                .map(task -> task.file().location())
                .toList();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.statement.StatementStore;
import io.affidavit.archive.evidence.verify.Finding;
import io.affidavit.archive.evidence.verify.FindingKind;
import io.affidavit.archive.evidence.verify.Progress;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.archive.hold.HoldOrder;
import io.affidavit.archive.hold.LegalHolds;
import io.affidavit.archive.hold.predicate.HoldPredicate;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rewrites by another engine of a real table, and what adoption makes of them. */
class AdopterIT {

    private static final SigningKey KEY = SigningKey.generate();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int DAY = 20_000;

    @TempDir
    private Path directory;

    private EvidentTable events;
    private ForeignEngine foreign;
    private AttestedFile first;
    private AttestedFile second;

    @BeforeEach
    void archiveTwoFilesOfADay() {
        events = EvidentTable.create(
                Catalogs.open(java.util.Map.of("archive.embedded.directory", directory.toString())), KEY);
        foreign = new ForeignEngine(events);
        first = events.archive(100, DAY);
        second = events.archive(50, DAY);
    }

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void adoptsACompactionThatOrdersTheRowsAnew() {
        // Given
        List<Record> rows = foreign.rows(foreign.live());
        Collections.reverse(rows);
        DataFile compacted = foreign.replace(rows);
        assertThat(findings())
                .containsExactlyInAnyOrder(
                        FindingKind.UNATTESTED_REWRITE, FindingKind.REMOVED_FILE, FindingKind.REMOVED_FILE);

        // When
        AdoptionPlan plan = adopter().plan();
        List<StatementRef> statements = adopt(plan);

        // Then
        ChangeStatement statement = statement(statements.get(0));
        assertThat(statement.cause()).isEqualTo(ChangeStatement.Cause.ADOPT);
        assertThat(statement.removed()).containsExactlyInAnyOrder(first, second);
        assertThat(statement.added()).singleElement().satisfies(added -> {
            assertThat(added.path()).isEqualTo(compacted.location());
            assertThat(added.records()).isEqualTo(150);
        });
        assertThat(statement.terms()).containsKey("snapshots").containsEntry("comparison", "multiset of leaves");
        assertThat(findings()).isEmpty();
        assertThat(adopter().plan().rewrites()).isEmpty();
    }

    @Test
    void adoptsARewriteOfARewriteAndKeepsApartWhatHasNothingToDoWithIt() {
        // Given two rewrites of one day, and one of another
        AttestedFile third = events.archive(10, DAY + 1);
        List<DataFile> day = foreign.live().stream()
                .filter(file -> !file.location().equals(third.path()))
                .toList();
        List<DataFile> other = foreign.live().stream()
                .filter(file -> file.location().equals(third.path()))
                .toList();
        List<Record> rows = foreign.rows(day);
        DataFile once = foreign.write(rows, rows.get(0));
        foreign.replace(day, Set.of(once));
        Collections.shuffle(rows, new java.util.Random(3));
        foreign.replace(
                List.of(once),
                Set.of(
                        foreign.write(rows.subList(0, 40), rows.get(0)),
                        foreign.write(rows.subList(40, 150), rows.get(0))));
        foreign.replace(
                other,
                Set.of(foreign.write(foreign.rows(other), foreign.rows(other).get(0))));

        // When
        AdoptionPlan plan = adopter().plan();
        List<StatementRef> statements = adopt(plan);

        // Then
        assertThat(plan.rewrites()).hasSize(2);
        assertThat(plan.rewrites())
                .extracting(rewrite -> rewrite.snapshots().size())
                .containsExactlyInAnyOrder(2, 1);
        assertThat(statements).hasSize(2);
        assertThat(findings()).isEmpty();
    }

    @Test
    void adoptsHeldRowsAndRowsOfAnOlderSchema() {
        // Given
        new LegalHolds(events.fresh(), KEY, "counsel", Backoff.within(PATIENCE), Clock.systemUTC())
                .place(new HoldOrder("m-1", "matter", "litigation", HoldPredicate.parse("id < 10")));
        events.table()
                .updateSchema()
                .addColumn("verdict", Types.StringType.get())
                .commit();
        foreign.replace(foreign.rows(foreign.live()));

        // When
        adopt(adopter().plan());

        // Then
        assertThat(findings()).isEmpty();
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                Arguments.argumentSet(
                        "a row less",
                        lie(rows -> rows.remove(7)),
                        "1 attested rows are in none of the new files, one is row 7 of"),
                Arguments.argumentSet(
                        "a row more",
                        lie(rows -> rows.add(rows.get(7))),
                        "1 rows of the new files were never attested"),
                Arguments.argumentSet(
                        "another prompt",
                        lie(rows -> rows.set(8, ForeignEngine.changed(rows.get(8), "prompt", "canary-secret"))),
                        "1 rows of the new files were never attested, one is row 8 of"),
                Arguments.argumentSet(
                        "a prompt less",
                        lie(rows -> rows.set(9, ForeignEngine.changed(rows.get(9), "prompt", null))),
                        "1 attested rows are in none of the new files, one is row 9 of"));
    }

    private static UnaryOperator<List<Record>> lie(java.util.function.Consumer<List<Record>> change) {
        return rows -> {
            List<Record> changed = new ArrayList<>(rows);
            change.accept(changed);
            return changed;
        };
    }

    @ParameterizedTest
    @MethodSource("lies")
    void attestsNothingWhereTheRowsDiffer(UnaryOperator<List<Record>> lie, String detail) {
        // Given an honest rewrite of another day besides
        AttestedFile third = events.archive(10, DAY + 1);
        List<DataFile> honest = foreign.live().stream()
                .filter(file -> file.location().equals(third.path()))
                .toList();
        List<DataFile> day = foreign.live().stream()
                .filter(file -> !file.location().equals(third.path()))
                .toList();
        foreign.replace(
                honest,
                Set.of(foreign.write(foreign.rows(honest), foreign.rows(honest).get(0))));
        List<Record> rows = lie.apply(foreign.rows(day));
        foreign.replace(day, Set.of(foreign.write(rows, rows.get(0))));
        StatementRef head = head();

        // When
        AdoptionPlan plan = adopter().plan();

        // Then
        assertThat(plan.refusals()).extracting(Refusal::detail).anyMatch(found -> found.contains(detail));
        assertThat(plan.toString()).doesNotContain("canary").doesNotContain("tell me");
        assertThatExceptionOfType(ChangeRefusedException.class)
                .isThrownBy(() -> adopt(plan))
                .withMessageContaining("Nothing was attested");
        assertThat(head()).isEqualTo(head);
    }

    @Test
    void refusesARowThatWasMovedToAnotherPartition() {
        // Given rows of a class that is kept a year, in a partition of one that is kept a day
        List<DataFile> old = foreign.live();
        List<Record> rows = foreign.rows(old);
        foreign.replace(
                old, Set.of(foreign.write(rows, ForeignEngine.changed(rows.get(0), "retention_class", "debug-1d"))));

        assertThat(adopter().plan().refusals())
                .extracting(Refusal::detail)
                .containsExactly("it holds a row of another partition");
    }

    @Test
    void refusesWhatCannotBeComparedAnyMore() throws IOException {
        // Given a rewrite whose old file is gone, and another one that was altered before
        foreign.replace(foreign.rows(foreign.live()));
        Files.delete(EvidentTable.onDisk(first.path()));
        EvidentTable.flipByte(second.path(), second.length() / 4);

        List<Refusal> refusals = adopter().plan().refusals();

        assertThat(refusals).extracting(Refusal::subject).containsExactlyInAnyOrder(first.path(), second.path());
        assertThat(refusals)
                .extracting(Refusal::detail)
                .anyMatch(detail -> detail.contains("not in the table's store"));
    }

    @Test
    void refusesAFileWhoseRowsAreHidden() {
        // Given
        DataFile compacted = foreign.replace(foreign.rows(foreign.live()));
        events.table()
                .newRowDelta()
                .addDeletes(FileMetadata.deleteFileBuilder(events.table().spec())
                        .ofPositionDeletes()
                        .withPath(events.table().location() + "/data/hide.parquet")
                        .withPartition(compacted.partition())
                        .withFileSizeInBytes(10)
                        .withRecordCount(1)
                        .withFormat("parquet")
                        .build())
                .commit();

        assertThat(adopter().plan().refusals())
                .containsExactly(new Refusal(compacted.location(), "delete files hide rows of it"));
    }

    @Test
    void refusesADeletionAndLeavesStrangersAlone() {
        // Given
        events.table().newDelete().deleteFile(first.path()).commit();
        EvidentTable.Written stranger = events.write(5, DAY + 3);
        events.table().newAppend().appendFile(stranger.file()).commit();

        AdoptionPlan plan = adopter().plan();

        assertThat(plan.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.detail()).startsWith("100 attested rows are in none"));
        assertThat(plan.strangers()).containsExactly(stranger.file().location());
    }

    @Test
    void refusesAPlanThatTheTableLeftBehind() {
        // Given
        foreign.replace(foreign.rows(foreign.live()));
        AdoptionPlan plan = adopter().plan();
        foreign.replace(foreign.rows(foreign.live()));

        // Then
        assertThatExceptionOfType(ChangeRefusedException.class)
                .isThrownBy(() -> adopt(plan))
                .withMessageContaining("came or left");
        adopt(adopter().plan());
        assertThat(findings()).isEmpty();
    }

    @Test
    void adoptsOnceWhereTwoTry() {
        foreign.replace(foreign.rows(foreign.live()));
        AdoptionPlan plan = adopter().plan();
        adopt(adopter().plan());

        assertThatExceptionOfType(ChangeRefusedException.class).isThrownBy(() -> adopt(plan));
        assertThat(findings()).isEmpty();
    }

    private Adopter adopter() {
        return new Adopter(events::fresh);
    }

    private List<StatementRef> adopt(AdoptionPlan plan) {
        return adopter().adopt(plan, KEY, "test", PATIENCE, Clock.systemUTC());
    }

    private List<FindingKind> findings() {
        return Verifier.verify(events.table(), TrustedKeys.of(KEY.verificationKey()), 1, Progress.NONE)
                .findings()
                .stream()
                .map(Finding::kind)
                .toList();
    }

    private StatementRef head() {
        return StatementRef.from(events.table().properties()).orElseThrow();
    }

    private ChangeStatement statement(StatementRef ref) {
        try {
            return (ChangeStatement)
                    Envelope.parse(StatementStore.of(events.table()).read(ref)).statement();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

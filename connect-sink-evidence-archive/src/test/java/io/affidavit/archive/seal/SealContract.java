/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.statement.StatementStore;
import io.affidavit.archive.evidence.verify.Finding;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.archive.hold.HoldOrder;
import io.affidavit.archive.hold.HoldPredicate;
import io.affidavit.archive.hold.LegalHolds;
import io.affidavit.archive.removal.Holding;
import io.affidavit.archive.removal.Progress;
import io.affidavit.archive.removal.Remover;
import io.affidavit.archive.removal.StoredRows;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.archive.table.Custody;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What sealing does on every kind of catalog. */
abstract class SealContract {

    private static final SigningKey KEY = SigningKey.generate();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final SealTerms TERMS = new SealTerms(Duration.ofDays(3), Duration.ofDays(1), Long.MAX_VALUE);
    /** When every file of the test is archived. */
    private static final Instant ARCHIVED = Instant.parse("2026-11-22T06:00:00Z");

    private static final Instant QUIET = ARCHIVED.plus(TERMS.after());
    private static final int OLD = (int) LocalDate.of(2026, 1, 1).toEpochDay();
    private static final int POSITION_OF_ID = 3;

    private EvidentTable events;

    /** A catalog without the table {@code db.events}. */
    abstract Catalog catalog();

    @BeforeEach
    void createTable() {
        events = EvidentTable.create(catalog(), KEY);
        events.table()
                .updateProperties()
                .set(TableProperties.GC_ENABLED, "false")
                .commit();
    }

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void makesOneFileOfManyInTheOrderOfTheirStatements() {
        List<AttestedFile> small = List.of(archive(5, OLD), archive(3, OLD), archive(4, OLD));
        AttestedFile otherDay = archive(2, OLD + 1);

        // When
        Sealed sealed = seal(QUIET);

        // Then
        assertThat(sealed.refused()).isEmpty();
        ChangeStatement statement = (ChangeStatement) read(sealed.statements().get(0));
        assertThat(statement.cause()).isEqualTo(Cause.SEAL);
        assertThat(statement.removed()).containsExactlyElementsOf(small);
        AttestedFile file = statement.added().get(0);
        assertThat(file.records()).isEqualTo(12);
        assertThat(file.partition()).isEqualTo(small.get(0).partition());
        assertThat(statement.derivations()).singleElement().satisfies(derivation -> {
            assertThat(derivation.path()).isEqualTo(file.path());
            assertThat(derivation.origins())
                    .extracting(origin -> origin.path())
                    .containsExactlyElementsOf(
                            small.stream().map(AttestedFile::path).toList());
            assertThat(derivation.origins())
                    .allMatch(
                            origin -> origin.gone().isEmpty() && origin.nodes().isEmpty());
        });
        assertThat(statement.terms()).containsEntry("graceUntil", "2026-11-26T06:00:00Z");
        assertThat(paths("main")).containsExactlyInAnyOrder(file.path(), otherDay.path());
        assertThat(ids(file)).containsExactly(0L, 1L, 2L, 3L, 4L, 0L, 1L, 2L, 0L, 1L, 2L, 3L);
        assertThat(findings()).isEmpty();
    }

    @Test
    void leavesDaysThatAreNotOverOrNotQuiet() {
        int yesterday = (int) LocalDate.of(2026, 11, 21).toEpochDay();
        archive(5, yesterday);
        archive(3, yesterday);
        archive(5, OLD);
        archive(3, OLD);

        // When only a moment is missing to three days without a file
        SealPlan early = sealer(QUIET.minusSeconds(1)).plan(TERMS);
        // and when yesterday is not over for three days, but the old day is quiet
        SealPlan plan = sealer(QUIET).plan(new SealTerms(Duration.ofDays(5), Duration.ZERO, 1));

        // Then
        assertThat(early.packs()).isEmpty();
        assertThat(early.open()).isEqualTo(4);
        assertThat(plan.packs()).isEmpty();
        assertThat(sealer(QUIET).plan(TERMS).packs()).hasSize(2);
    }

    @Test
    void fillsFilesUpToTheSizeThatTheTableAimsAt() {
        List<AttestedFile> small = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            small.add(archive(20, OLD));
        }
        aimAt(small.get(0).length() * 5 / 2);

        // When
        SealPlan plan = sealer(QUIET).plan(TERMS);

        // Then two fit into each, and one is left as it is
        assertThat(plan.packs())
                .extracting(pack -> pack.origins().stream()
                        .map(origin -> origin.entry().location())
                        .toList())
                .containsExactly(
                        List.of(small.get(0).path(), small.get(1).path()),
                        List.of(small.get(2).path(), small.get(3).path()));

        // When the files are as large as is aimed at
        aimAt(small.get(0).length());
        assertThat(sealer(QUIET).plan(TERMS).packs()).isEmpty();
    }

    @Test
    void rewritesNoMoreThanARoundMay() {
        for (int day = OLD; day < OLD + 3; day++) {
            archive(5, day);
            archive(5, day);
        }
        SealTerms one = new SealTerms(TERMS.after(), TERMS.grace(), 1);

        SealPlan plan = sealer(QUIET).plan(one);

        assertThat(plan.packs())
                .singleElement()
                .satisfies(pack -> assertThat(pack.day()).isEqualTo(LocalDate.ofEpochDay(OLD)));
        assertThat(plan.later()).isEqualTo(2);
    }

    @Test
    void isDoneOnce() {
        archive(5, OLD);
        archive(3, OLD);
        seal(QUIET);
        AttestedFile late = archive(2, OLD);

        // When nothing but one small file is new since
        SealPlan plan = sealer(QUIET.plus(TERMS.after())).plan(TERMS);

        // Then what is sealed stays
        assertThat(plan.packs()).isEmpty();
        assertThat(paths("main")).contains(late.path()).hasSize(2);
    }

    @Test
    void leavesWhatNoStatementAttests() {
        archive(5, OLD);
        EvidentTable.Written foreign = events.write(5, OLD, "std-1y");
        events.table().newAppend().appendFile(foreign.file()).commit();

        SealPlan plan = sealer(QUIET).plan(TERMS);

        assertThat(plan.packs()).isEmpty();
        assertThat(plan.unattested()).isEqualTo(1);
    }

    @Test
    void leavesADayOfWhichAFileIsNotWhatWasAttestedAndSealsTheOthers() {
        archive(5, OLD);
        AttestedFile damaged = archive(3, OLD);
        archive(5, OLD + 1);
        archive(5, OLD + 1);
        EvidentTable.Written others = events.write(3, OLD + 2);
        EvidentTable.overwrite(damaged.path(), bytes -> bytesOf(others));

        // When
        Sealed sealed = seal(QUIET);

        // Then
        assertThat(sealed.statements()).hasSize(1);
        assertThat(sealed.refused()).singleElement().asString().contains(damaged.path());
        assertThat(paths("main")).contains(damaged.path()).hasSize(3);
    }

    @Test
    void survivesCommitsOfTheSinkInBetween() {
        archive(5, OLD);
        archive(3, OLD);
        SealPlan plan = sealer(QUIET).plan(TERMS);
        AttestedFile later = archive(1, OLD);

        Sealed sealed = sealer(QUIET).seal(plan, TERMS.grace());

        assertThat(sealed.refused()).isEmpty();
        assertThat(paths("main")).contains(later.path()).hasSize(2);
        assertThat(findings()).isEmpty();
    }

    @Test
    void refusesWhereAFileLeftTheTableMeanwhile() {
        AttestedFile first = archive(5, OLD);
        AttestedFile second = archive(3, OLD);
        SealPlan plan = sealer(QUIET).plan(TERMS);
        sealer(QUIET).seal(plan, TERMS.grace());
        Set<String> before = stored();

        // When the same is done again
        Sealed again = sealer(QUIET).seal(plan, TERMS.grace());

        // Then nothing changes, and nothing is left behind
        assertThat(again.statements()).isEmpty();
        assertThat(again.refused()).singleElement().asString().contains("left the table");
        assertThat(paths("main")).doesNotContain(first.path(), second.path()).hasSize(1);
        assertThat(stored()).isEqualTo(before);
        assertThat(findings()).isEmpty();
    }

    @Test
    void deletesTheOldFilesAfterTheGraceAndCertifiesIt() {
        List<AttestedFile> small = List.of(archive(5, OLD), archive(3, OLD));
        seal(QUIET);

        // When
        List<Progress> inGrace = advance(QUIET);
        boolean storedInGrace = small.stream().allMatch(this::isStored);
        List<Progress> after = advance(QUIET.plus(TERMS.grace()));

        // Then
        assertThat(inGrace).singleElement().isInstanceOf(Progress.InGrace.class);
        assertThat(storedInGrace).isTrue();
        StatementRef ref = ((Progress.Certified) after.get(0)).statement();
        assertThat(((CompletionStatement) read(ref)).deleted())
                .extracting(CompletionStatement.DeletedFile::path)
                .containsExactlyElementsOf(
                        small.stream().map(AttestedFile::path).toList());
        assertThat(small).noneMatch(this::isStored);
        assertThat(findings()).isEmpty();
    }

    @Test
    void takesTheBranchesOfHoldsAlongSoThatOldBytesCanGo() {
        List<AttestedFile> small = List.of(archive(5, OLD), archive(3, OLD));
        placeHold("m-1", "id = 2");

        // When
        Sealed sealed = seal(QUIET);
        List<Progress> after = advance(QUIET.plus(TERMS.grace()));

        // Then
        String file = ((ChangeStatement) read(sealed.statements().get(0)))
                .added()
                .get(0)
                .path();
        assertThat(after).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(paths("hold-m-1")).containsExactly(file);
        assertThat(small).noneMatch(this::isStored);
        assertThat(findings()).isEmpty();
    }

    @Test
    void holdsPlacedWhileItWasRewrittenKeepTheNewFile() {
        List<AttestedFile> small = List.of(archive(5, OLD), archive(3, OLD));
        SealPlan plan = sealer(QUIET).plan(TERMS);

        // When
        placeHold("m-1", "id = 2");
        Sealed sealed = sealer(QUIET).seal(plan, Duration.ZERO);
        advance(QUIET);

        // Then
        ChangeStatement statement = (ChangeStatement) read(sealed.statements().get(0));
        assertThat(statement.holdEpoch()).isEqualTo(1);
        assertThat(paths("hold-m-1")).containsExactly(statement.added().get(0).path());
        assertThat(small).noneMatch(this::isStored);
        assertThat(findings()).isEmpty();
    }

    @Test
    void holdsPlacedWithinTheGraceBringNothingBack() {
        List<AttestedFile> small = List.of(archive(5, OLD), archive(3, OLD));
        seal(QUIET);
        placeHold("m-1", "id = 2");

        // When
        List<Progress> after = advance(QUIET.plus(TERMS.grace()));

        // Then the rows are in the new file, and the hold keeps that
        assertThat(after).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(paths("hold-m-1")).isEqualTo(paths("main")).hasSize(1);
        assertThat(small).noneMatch(this::isStored);
        assertThat(findings()).isEmpty();
    }

    @Test
    void sealsCustodyApart() {
        archive(5, OLD);
        archive(3, OLD);

        assertThat(sealer(QUIET).plan(TERMS).packs())
                .singleElement()
                .satisfies(pack -> assertThat(pack.partition().custody()).isEqualTo(Custody.STANDARD));
    }

    private AttestedFile archive(int count, int day) {
        return events.archive(count, day);
    }

    private void aimAt(long bytes) {
        events.table()
                .updateProperties()
                .set(TableProperties.WRITE_TARGET_FILE_SIZE_BYTES, Long.toString(bytes))
                .commit();
    }

    private Sealed seal(Instant now) {
        Sealer sealer = sealer(now);
        return sealer.seal(sealer.plan(TERMS), TERMS.grace());
    }

    private Sealer sealer(Instant now) {
        return new Sealer(upkeep(now));
    }

    private List<Progress> advance(Instant now) {
        return new Remover(upkeep(now)).advance();
    }

    private Upkeep upkeep(Instant now) {
        return new Upkeep(events::fresh, Holding::of, KEY, "test", PATIENCE, Clock.fixed(now, ZoneOffset.UTC));
    }

    private void placeHold(String id, String predicate) {
        new LegalHolds(events.fresh(), KEY, "counsel", Backoff.within(PATIENCE), Clock.fixed(QUIET, ZoneOffset.UTC))
                .place(new HoldOrder(id, "matter", "litigation", HoldPredicate.parse(predicate)));
    }

    private Set<String> paths(String ref) {
        return StreamSupport.stream(
                        events.fresh().newScan().useRef(ref).planFiles().spliterator(), false)
                .map(task -> task.file().location())
                .collect(Collectors.toSet());
    }

    private List<Long> ids(AttestedFile file) {
        Table table = events.fresh();
        List<Long> ids = new ArrayList<>();
        try (CloseableIterable<StructLike> rows = StoredRows.of(table.io(), file.path(), table.schema())) {
            rows.forEach(row -> ids.add(row.get(POSITION_OF_ID, Long.class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ids;
    }

    private boolean isStored(AttestedFile file) {
        return java.nio.file.Files.exists(EvidentTable.onDisk(file.path()));
    }

    private static byte[] bytesOf(EvidentTable.Written file) {
        try {
            return java.nio.file.Files.readAllBytes(
                    EvidentTable.onDisk(file.attested().path()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every data file in the store. */
    private Set<String> stored() {
        java.nio.file.Path data = EvidentTable.onDisk(events.table().location()).resolve("data");
        try (java.util.stream.Stream<java.nio.file.Path> files = java.nio.file.Files.walk(data)) {
            return files.map(java.nio.file.Path::toString)
                    .filter(name -> name.endsWith(".parquet"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Finding> findings() {
        return Verifier.verify(
                        events.fresh(),
                        TrustedKeys.of(KEY.verificationKey()),
                        1,
                        io.affidavit.archive.evidence.verify.Progress.NONE)
                .findings();
    }

    private Statement read(StatementRef ref) {
        try {
            return Envelope.parse(StatementStore.of(events.table()).read(ref)).statement();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.StoredRows;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.Test;

/** Which files are sealed, and what of. */
interface SealedDaysContract extends SealFixture {

    @Test
    default void makesOneFileOfManyInTheOrderOfTheirStatements() {
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
    default void leavesDaysThatAreNotOverOrNotQuiet() {
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
    default void fillsFilesUpToTheSizeThatTheTableAimsAt() {
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
    default void rewritesNoMoreThanARoundMay() {
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
    default void isDoneOnce() {
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
    default void leavesWhatNoStatementAttests() {
        archive(5, OLD);
        EvidentTable.Written foreign = events().write(5, OLD, "std-1y");
        events().table().newAppend().appendFile(foreign.file()).commit();

        SealPlan plan = sealer(QUIET).plan(TERMS);

        assertThat(plan.packs()).isEmpty();
        assertThat(plan.unattested()).isEqualTo(1);
    }

    @Test
    default void leavesADayOfWhichAFileIsNotWhatWasAttestedAndSealsTheOthers() {
        archive(5, OLD);
        AttestedFile damaged = archive(3, OLD);
        archive(5, OLD + 1);
        archive(5, OLD + 1);
        EvidentTable.Written others = events().write(3, OLD + 2);
        EvidentTable.overwrite(damaged.path(), bytes -> bytesOf(others));

        // When
        Sealed sealed = seal(QUIET);

        // Then
        assertThat(sealed.statements()).hasSize(1);
        assertThat(sealed.refused()).singleElement().asString().contains(damaged.path());
        assertThat(paths("main")).contains(damaged.path()).hasSize(3);
    }

    @Test
    default void survivesCommitsOfTheSinkInBetween() {
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
    default void refusesWhereAFileLeftTheTableMeanwhile() {
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

    private void aimAt(long bytes) {
        events().table()
                .updateProperties()
                .set(TableProperties.WRITE_TARGET_FILE_SIZE_BYTES, Long.toString(bytes))
                .commit();
    }

    private List<Long> ids(AttestedFile file) {
        Table table = events().fresh();
        List<Long> ids = new ArrayList<>();
        try (CloseableIterable<StructLike> rows = StoredRows.of(table.io(), file.path(), table.schema())) {
            rows.forEach(row -> ids.add(row.get(POSITION_OF_ID, Long.class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ids;
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
        java.nio.file.Path data =
                EvidentTable.onDisk(events().table().location()).resolve("data");
        try (java.util.stream.Stream<java.nio.file.Path> files = java.nio.file.Files.walk(data)) {
            return files.map(java.nio.file.Path::toString)
                    .filter(name -> name.endsWith(".parquet"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

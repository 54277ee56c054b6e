/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.StoredRows;
import io.affidavit.archive.evidence.hash.LeafRange;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.removal.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

/** Which rows stay of a file of which only some are held. */
interface CarvingContract extends ExpiryFixture {

    @Test
    default void movesTheHeldRowsOfAPartlyHeldFileToCustody() {
        AttestedFile partly = archive(100, OLD, "debug");
        AttestedFile free = archive(7, OLD.plusDays(1), "debug");
        placeHold("m-1", "id >= 30 and id < 60 and event_time < '2026-01-02T00:00:00Z'");

        // When
        ChangeStatement statement = (ChangeStatement)
                read(expirer().drop(expirer().plan(RETENTION), GRACE).get(0));

        // Then
        AttestedFile kept = statement.added().get(0);
        assertThat(statement.removed()).containsExactlyInAnyOrder(partly, free);
        assertThat(kept.records()).isEqualTo(30);
        assertThat(kept.partition())
                .containsEntry("custody", "hold")
                .containsEntry("retention_class", "debug")
                .containsEntry("event_time_day", "2026-01-01");
        assertThat(statement.derivations()).singleElement().satisfies(derivation -> {
            assertThat(derivation.path()).isEqualTo(kept.path());
            assertThat(derivation.origins()).singleElement().satisfies(origin -> {
                assertThat(origin.path()).isEqualTo(partly.path());
                assertThat(origin.gone()).containsExactly(new LeafRange(0, 30), new LeafRange(60, 100));
            });
        });
        assertThat(statement.terms())
                .containsEntry("carvedFiles", "1")
                .containsEntry("carvedRows", "30")
                .containsEntry("keptHeldFiles", "0");
        assertThat(livePaths()).containsExactly(kept.path());
        assertThat(pathsOf("hold-m-1")).containsExactly(kept.path());
        assertThat(inCustody()).containsExactly(kept.path());
        assertThat(idsIn(kept)).isEqualTo(LongStream.range(30, 60).boxed().toList());
        assertThat(findings()).isEmpty();
        assertThat(intents()).isEmpty();

        // When the grace is over
        clock().advance(GRACE);
        List<Progress> progress = remover().advance();

        // Then the rows that nobody holds are gone, whatever is still held
        assertThat(progress).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(isStored(partly)).isFalse();
        assertThat(isStored(free)).isFalse();
        assertThat(isStored(kept)).isTrue();
        assertThat(expirer().plan(RETENTION).held()).hasSize(1);
        assertThat(expirer().plan(RETENTION).carved()).isEmpty();
        assertThat(findings()).isEmpty();
    }

    @Test
    default void carvesAgainAsHoldsAreReleased() {
        archive(100, OLD, "debug");
        placeHold("m-1", "id < 30");
        placeHold("m-2", "id < 60");
        expirer().drop(expirer().plan(RETENTION), Duration.ZERO);
        AttestedFile sixty = onlyAdded();
        assertThat(sixty.records()).isEqualTo(60);

        // When one hold is released
        holds().release("m-2", "settled");
        remover().advance();
        expirer().drop(expirer().plan(RETENTION), Duration.ZERO);

        // Then
        AttestedFile thirty = onlyAdded();
        assertThat(thirty.records()).isEqualTo(30);
        assertThat(livePaths()).containsExactly(thirty.path());
        assertThat(pathsOf("hold-m-1")).containsExactly(thirty.path());

        // When the other one is too
        holds().release("m-1", "settled");
        remover().advance();
        expirer().drop(expirer().plan(RETENTION), Duration.ZERO);
        remover().advance();

        // Then nothing is left
        assertThat(livePaths()).isEmpty();
        assertThat(isStored(sixty)).isFalse();
        assertThat(isStored(thirty)).isFalse();
        assertThat(remover().open()).isEmpty();
        assertThat(findings()).isEmpty();
    }

    @Test
    default void holdPlacedWhileAFileIsCarvedRefusesItAndLeavesNothingBehind() {
        AttestedFile partly = archive(100, OLD, "debug");
        placeHold("m-1", "id < 30");
        ExpiryPlan plan = expirer().plan(RETENTION);
        Set<String> stored = storedData();

        // When
        placeHold("m-2", "id = 50");

        // Then
        assertThatThrownBy(() -> expirer().drop(plan, GRACE))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("epoch 1 to 2");
        assertThat(livePaths()).containsExactly(partly.path());
        assertThat(storedData()).isEqualTo(stored);
        assertThat(intents()).isEmpty();
    }

    @Test
    default void keepsAPartlyHeldFileWholeThatIsNotWhatWasAttested() {
        AttestedFile damaged = archive(100, OLD, "debug");
        AttestedFile free = archive(5, OLD.plusDays(1), "debug");
        placeHold("m-1", "id < 3 and event_time < '2026-01-02T00:00:00Z'");
        ExpiryPlan plan = expirer().plan(RETENTION);
        assertThat(plan.carved()).hasSize(1);
        EvidentTable.overwrite(
                damaged.path(),
                bytes -> bytesOf(events().write(100, (int) OLD.plusDays(3).toEpochDay())));

        // When
        expirer().drop(plan, GRACE);

        // Then
        assertThat(livePaths()).contains(damaged.path()).doesNotContain(free.path());
    }

    @Test
    default void carvesRowsThatWereWrittenBeforeTheTableGrew() {
        archive(100, OLD, "debug");
        events().table()
                .updateSchema()
                .addColumn("later", Types.StringType.get())
                .commit();
        placeHold("m-1", "id < 30");

        expirer().drop(expirer().plan(RETENTION), Duration.ZERO);
        List<Progress> progress = remover().advance();

        assertThat(progress).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(findings()).isEmpty();
    }

    private List<Long> idsIn(AttestedFile file) {
        Table table = events().fresh();
        List<Long> ids = new ArrayList<>();
        try (CloseableIterable<StructLike> rows = StoredRows.of(table.io(), file.path(), table.schema())) {
            rows.forEach(row -> ids.add(row.get(3, Long.class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ids;
    }

    private Set<String> storedData() {
        return stored("data");
    }

    /** What is declared and not yet committed. */
    private Set<String> intents() {
        return stored("_evidence/intents");
    }

    private Set<String> stored(String folder) {
        Path root = EvidentTable.onDisk(events().table().location()).resolve(folder);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).map(Path::toString).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytesOf(EvidentTable.Written file) {
        try {
            return Files.readAllBytes(EvidentTable.onDisk(file.attested().path()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import static io.affidavit.archive.erase.ErasureFixture.mine;
import static io.affidavit.archive.erase.ErasureFixture.subject;
import static io.affidavit.archive.erase.ErasureFixture.trusted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.hold.HoldRegistry;
import io.affidavit.archive.hold.LegalHolds;
import io.affidavit.archive.removal.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.Test;

/** What holds do to an erasure, before it and at each of its steps. */
interface HeldErasureContract extends ErasureFixture {

    @Test
    default void erasesOneSubjectWhereAHoldIsOnAnother() {
        AttestedFile mixed = archive(DAY, "one", mine("a"), OTHER + " asks", "two");
        AttestedFile all = archive(DAY + 1, mine("b"));
        AttestedFile none = archive(DAY + 2, "three");
        // The branch is pruned, so that what it stood on before lists the old files too
        placeHold("m-1", "event_id = '" + DAY + "-2' and event_time < '2026-01-03T00:00:00Z'");
        assertThat(onBranch("hold-m-1")).containsExactlyInAnyOrder(mixed.path(), all.path());

        // When
        erase();

        // Then
        assertThat(prompts()).containsExactlyInAnyOrder("one", OTHER + " asks", "two", "three");
        assertThat(certificates())
                .singleElement()
                .satisfies(certificate -> assertThat(certificate.deleted())
                        .extracting(CompletionStatement.DeletedFile::path)
                        .containsExactlyInAnyOrder(mixed.path(), all.path()));
        assertThat(canaryIsStored()).isFalse();
        assertThat(referenced(mixed, all)).isEmpty();

        // And what the hold is about is on its branch and provable
        assertThat(promptsOf("hold-m-1")).contains(OTHER + " asks").noneMatch(prompt -> prompt.contains(CANARY));
        assertThat(onBranch("hold-m-1")).isSubsetOf(livePaths());
        assertThat(LegalHolds.state(
                                events().fresh(),
                                HoldRegistry.of(events().fresh()).find("m-1").orElseThrow())
                        .isComplete())
                .isTrue();
        assertThat(proofOf(DAY + "-2").fault(trusted())).isEmpty();
        assertThat(isStored(none)).isTrue();
        assertThat(findings()).isEmpty();
    }

    @Test
    default void leavesHeldRowsAndSaysWhichHoldKeepsThem() {
        archive(DAY, mine("a"), mine("b"), mine("c"), "one");
        placeHold("m-1", "event_id = '" + DAY + "-1'");
        placeHold("m-2", "event_id in ('" + DAY + "-1', '" + DAY + "-2')");

        // When
        ErasurePlan plan = eraser().plan(subject());
        eraser().erase(plan, REQUEST, Duration.ZERO);
        eraser().advance();

        // Then
        assertThat(plan.found()).isEqualTo(3);
        assertThat(plan.rows()).isEqualTo(1);
        assertThat(plan.held().rows()).isEqualTo(2);
        assertThat(plan.held().byHold()).containsOnly(Map.entry("m-1", 1L), Map.entry("m-2", 2L));
        assertThat(plan.held().listed()).extracting(HeldRow::row).containsExactly(1L, 2L);
        assertThat(prompts()).containsExactlyInAnyOrder(mine("b"), mine("c"), "one");
        assertThat(erasures().get(0).terms())
                .containsEntry("erasedRows", "1")
                .containsEntry("heldRows", "2")
                .containsEntry("heldRows/m-1", "1")
                .containsEntry("heldRows/m-2", "2");
        assertThat(certificates()).hasSize(1);
        assertThat(findings()).isEmpty();
    }

    @Test
    default void isRefusedWhereAHoldCameBetweenPlanAndCommit() {
        AttestedFile file = archive(DAY, mine("a"), "one");
        ErasurePlan plan = eraser().plan(subject());
        int stored = storedBytes().size();
        placeHold("m-1", "event_id = '" + DAY + "-0'");

        assertThatThrownBy(() -> eraser().erase(plan, REQUEST, Duration.ZERO))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("from epoch 0 to 1");

        assertThat(livePaths()).containsExactly(file.path());
        assertThat(erasures()).isEmpty();
        assertThat(eraser().open()).isEmpty();
        assertThat(storedBytes().size()).as("nothing is left behind").isEqualTo(stored);
        assertThat(findings()).isEmpty();
    }

    @Test
    default void holdWithinTheGraceBringsBackWhatItIsAbout() {
        AttestedFile file = archive(DAY, mine("a"), "one");
        eraser().erase(eraser().plan(subject()), REQUEST, Duration.ofHours(1));
        placeHold("m-1", "event_id = '" + DAY + "-0'");

        assertThat(eraser(NOW.plus(Duration.ofHours(2))).advance())
                .singleElement()
                .isInstanceOf(Progress.Returned.class);
        assertThat(livePaths()).containsExactly(file.path());
        assertThat(prompts()).containsExactlyInAnyOrder(mine("a"), "one");
        assertThat(findings()).isEmpty();
    }

    @Test
    default void holdOnKeptRowsWithinTheGraceBringsNothingBack() {
        archive(DAY, mine("a"), "one");
        eraser().erase(eraser().plan(subject()), REQUEST, Duration.ofHours(1));
        placeHold("m-1", "event_id = '" + DAY + "-1'");

        assertThat(eraser(NOW.plus(Duration.ofHours(2))).advance())
                .singleElement()
                .isInstanceOf(Progress.Certified.class);
        assertThat(prompts()).containsExactly("one");
        assertThat(canaryIsStored()).isFalse();
        assertThat(findings()).isEmpty();
    }

    private List<String> promptsOf(String branch) {
        List<String> prompts = new ArrayList<>();
        Table table = events().fresh();
        try (CloseableIterable<Record> rows = IcebergGenerics.read(table)
                .useSnapshot(table.snapshot(branch).snapshotId())
                .select("prompt")
                .build()) {
            rows.forEach(row -> prompts.add((String) row.getField("prompt")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return prompts;
    }
}

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
import io.affidavit.archive.evidence.proof.Prover;
import io.affidavit.archive.evidence.proof.RecordProof;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.removal.Progress;
import java.time.Duration;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Test;

/** What an erasure does to the files of a table that others use as well. */
interface ErasedFilesContract extends ErasureFixture {

    @Test
    default void isRefusedWhereAFileLeftTheTableBetweenPlanAndCommit() {
        AttestedFile file = archive(DAY, mine("a"), "one");
        ErasurePlan plan = eraser().plan(subject());
        erase();

        assertThatThrownBy(() -> eraser().erase(plan, REQUEST, Duration.ZERO))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("left the table");
        assertThat(erasures()).hasSize(1);
        assertThat(isStored(file)).isFalse();
        assertThat(findings()).isEmpty();
    }

    @Test
    default void survivesCommitsOfTheSinkInBetween() {
        archive(DAY, mine("a"), "one");
        ErasurePlan plan = eraser().plan(subject());
        archive(DAY, "two");

        eraser().erase(plan, REQUEST, Duration.ZERO);
        eraser().advance();

        assertThat(prompts()).containsExactlyInAnyOrder("one", "two");
        assertThat(certificates()).hasSize(1);
        assertThat(findings()).isEmpty();
    }

    @Test
    default void keepsTheBytesForTheGrace() {
        AttestedFile file = archive(DAY, mine("a"), "one");
        eraser().erase(eraser().plan(subject()), REQUEST, Duration.ofHours(1));

        assertThat(eraser().advance()).singleElement().isInstanceOf(Progress.InGrace.class);
        assertThat(isStored(file)).isTrue();
        assertThat(prompts()).containsExactly("one");

        assertThat(eraser(NOW.plus(Duration.ofHours(2))).advance())
                .singleElement()
                .isInstanceOf(Progress.Certified.class);
        assertThat(canaryIsStored()).isFalse();
        assertThat(findings()).isEmpty();
    }

    @Test
    default void waitsForBranchesOfOthers() {
        AttestedFile file = archive(DAY, mine("a"), "one");
        Table table = events().table();
        table.manageSnapshots()
                .createBranch("audit", table.currentSnapshot().snapshotId())
                .commit();
        erase();

        assertThat(isStored(file)).isTrue();
        assertThat(certificates()).isEmpty();
        assertThat(eraser().plan(subject()).left())
                .singleElement()
                .isEqualTo(new LeftFile(file.path(), 1, LeftFile.Reason.OUTSIDE));

        events().table().manageSnapshots().removeBranch("audit").commit();
        assertThat(eraser().advance()).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(canaryIsStored()).isFalse();
    }

    @Test
    default void provesTheRestAndLeavesOldProofsAsTheyWere() {
        archive(DAY, "zero", mine("a"), "two");
        RecordProof erased = proofOf(DAY + "-1");
        RecordProof before = proofOf(DAY + "-2");

        erase();

        assertThat(erased.fault(trusted())).isEmpty();
        assertThat(before.fault(trusted())).isEmpty();
        assertThat(proofOf(DAY + "-0").fault(trusted())).isEmpty();
        RecordProof after = proofOf(DAY + "-2");
        assertThat(after.fault(trusted())).isEmpty();
        assertThat(after.leaf()).isEqualTo(before.leaf());
        assertThat(new Prover(events().fresh()).prove("event_id", DAY + "-1")).isEmpty();
    }
}

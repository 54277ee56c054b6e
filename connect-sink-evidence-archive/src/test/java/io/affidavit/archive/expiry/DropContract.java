/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.StatementRef;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which files an expiry drops from a table. */
interface DropContract extends ExpiryFixture {

    @Test
    default void dropsWhatIsPastItsTermAndNothingElse() {
        AttestedFile expired = archive(100, OLD, "debug");
        AttestedFile young = archive(50, LocalDate.of(2026, 11, 1), "debug");
        AttestedFile longer = archive(20, OLD, "std-1y");
        AttestedFile unnamed = archive(10, OLD, "unheard-of");

        // When
        ExpiryPlan plan = expirer().plan(RETENTION);
        List<StatementRef> statements = expirer().drop(plan, GRACE);

        // Then
        assertThat(plan.rows()).isEqualTo(100);
        assertThat(plan.unnamed()).containsOnlyKeys("unheard-of");
        assertThat(livePaths()).containsExactlyInAnyOrder(young.path(), longer.path(), unnamed.path());
        assertThat(isStored(expired)).isTrue();
        ChangeStatement statement = (ChangeStatement) read(statements.get(0));
        assertThat(statement.removed()).containsExactly(expired);
        assertThat(statement.terms())
                .containsEntry("policy", "terms@3")
                .containsEntry("policyDigest", RETENTION.policy().digest())
                .containsEntry("expireAt/debug/2026-01-01", "2026-02-01T00:00:00Z")
                .containsEntry("graceUntil", "2026-11-29T06:00:00Z");
        assertThat(findings()).isEmpty();
    }

    @Test
    default void plansNothingWhileEverythingIsWithinItsTerm() {
        archive(10, LocalDate.of(2026, 11, 1), "debug");

        ExpiryPlan plan = expirer().plan(RETENTION);

        assertThat(plan.drops()).isEmpty();
        assertThat(expirer().drop(plan, GRACE)).isEmpty();
    }

    @Test
    default void leavesWhatNoStatementAttestsWhereItIs() {
        EvidentTable.Written foreign = events().write(5, (int) OLD.toEpochDay(), "debug");
        events().table().newAppend().appendFile(foreign.file()).commit();

        ExpiryPlan plan = expirer().plan(RETENTION);

        assertThat(plan.drops()).isEmpty();
        assertThat(plan.unattested()).containsExactly(foreign.file().location());
    }

    @Test
    default void dropsSurviveCommitsOfTheSinkInBetween() {
        AttestedFile expired = archive(100, OLD, "debug");
        ExpiryPlan plan = expirer().plan(RETENTION);
        AttestedFile later = archive(1, LocalDate.of(2026, 11, 20), "debug");

        expirer().drop(plan, GRACE);

        assertThat(livePaths()).containsExactly(later.path());
        assertThat(isStored(expired)).isTrue();
        assertThat(findings()).isEmpty();
    }

    @Test
    default void refusesAPlanWhoseFilesAreGone() {
        archive(100, OLD, "debug");
        ExpiryPlan plan = expirer().plan(RETENTION);
        expirer().drop(plan, GRACE);

        assertThatThrownBy(() -> expirer().drop(plan, GRACE))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("left the table");
        assertThat(expirer().remover().open()).hasSize(1);
    }
}

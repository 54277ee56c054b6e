/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.removal.Progress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a file comes back that rows were carved out of. */
interface ReturnedCarvingContract extends ExpiryFixture {

    @Test
    default void undoPutsACarvedFileBackWhereItWasAndTakesTheNewOneAway() {
        AttestedFile partly = archive(100, OLD, "debug");
        placeHold("m-1", "id < 30");
        ChangeStatement drop = (ChangeStatement)
                read(expirer().drop(expirer().plan(RETENTION), GRACE).get(0));
        AttestedFile kept = drop.added().get(0);

        // When
        ChangeStatement undo = (ChangeStatement) read(remover().undo(drop.commitId(), "too early"));

        // Then
        assertThat(undo.added()).containsExactly(partly);
        assertThat(undo.removed()).containsExactly(kept);
        assertThat(livePaths()).containsExactly(partly.path());
        assertThat(pathsOf("hold-m-1")).containsExactly(partly.path());
        assertThat(findings()).isEmpty();

        assertThatThrownBy(() -> remover().undo(undo.commitId(), "again"))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("no open removal");

        // When
        List<Progress> progress = remover().advance();

        // Then there are not two copies of the held rows
        assertThat(progress).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(isStored(kept)).isFalse();
        assertThat(isStored(partly)).isTrue();
        assertThat(remover().open()).isEmpty();
        assertThat(findings()).isEmpty();
    }

    @Test
    default void holdPlacedWithinTheGraceOnRowsThatWereLeftOutBringsACarvedFileBack() {
        AttestedFile partly = archive(100, OLD, "debug");
        placeHold("m-1", "id < 30");
        expirer().drop(expirer().plan(RETENTION), GRACE);
        clock().advance(GRACE);
        placeHold("m-2", "id = 50");

        // When
        List<Progress> progress = remover().advance();

        // Then
        assertThat(progress).singleElement().isInstanceOf(Progress.Returned.class);
        assertThat(livePaths()).containsExactly(partly.path());
        assertThat(pathsOf("hold-m-1")).containsExactly(partly.path());
        assertThat(findings()).isEmpty();
    }

    @Test
    default void holdPlacedWithinTheGraceOnRowsThatWereKeptChangesNothing() {
        AttestedFile partly = archive(100, OLD, "debug");
        placeHold("m-1", "id < 30");
        expirer().drop(expirer().plan(RETENTION), GRACE);
        clock().advance(GRACE);
        placeHold("m-2", "id = 5");

        List<Progress> progress = remover().advance();

        assertThat(progress).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(isStored(partly)).isFalse();
        assertThat(pathsOf("hold-m-2")).isEqualTo(livePaths()).hasSize(1);
        assertThat(findings()).isEmpty();
    }

    @Test
    default void aCarvedFileThatIsPutBackIsFoundInCustody() {
        archive(100, OLD, "debug");
        placeHold("m-1", "id < 30");
        expirer().drop(expirer().plan(RETENTION), Duration.ZERO);
        AttestedFile kept = onlyAdded();
        holds().release("m-1", "settled");
        remover().advance();
        ChangeStatement drop = (ChangeStatement)
                read(expirer().drop(expirer().plan(RETENTION), GRACE).get(0));

        // When
        remover().undo(drop.commitId(), "too early");

        // Then
        assertThat(inCustody()).containsExactly(kept.path());
        assertThat(findings()).isEmpty();
    }

    @Test
    default void originalsStayOutWhileWhatWasCarvedOutOfThemIsRemovedToo() {
        AttestedFile partly = archive(100, OLD, "debug");
        placeHold("m-1", "id < 30");
        ChangeStatement carving = (ChangeStatement)
                read(expirer().drop(expirer().plan(RETENTION), GRACE).get(0));
        holds().release("m-1", "settled");
        ChangeStatement dropping = (ChangeStatement)
                read(expirer().drop(expirer().plan(RETENTION), GRACE).get(0));

        // Then no row can come back twice
        assertThatThrownBy(() -> remover().undo(carving.commitId(), "too early"))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("have been changed since");

        // When they are undone in their order
        remover().undo(dropping.commitId(), "too early");
        remover().undo(carving.commitId(), "too early");

        // Then
        assertThat(livePaths()).containsExactly(partly.path());
        assertThat(findings()).isEmpty();
    }
}

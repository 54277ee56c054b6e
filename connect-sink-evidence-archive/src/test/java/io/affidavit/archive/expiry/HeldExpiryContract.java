/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.removal.LettingGo;
import io.affidavit.archive.removal.Progress;
import java.time.Duration;
import java.util.List;
import org.apache.iceberg.TableProperties;
import org.junit.jupiter.api.Test;

/** What holds do to an expiry, before it and at each of its steps. */
interface HeldExpiryContract extends ExpiryFixture {

    @Test
    default void holdPlacedDuringTheExpiryRefusesItAndNoByteIsDeleted() {
        AttestedFile expired = archive(100, OLD, "debug");
        ExpiryPlan plan = expirer().plan(RETENTION);

        // When
        placeHold("m-1", "id = 5");

        // Then
        assertThatThrownBy(() -> expirer().drop(plan, Duration.ZERO))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("epoch 0 to 1");
        assertThat(livePaths()).containsExactly(expired.path());
        assertThat(expirer().remover().advance()).isEmpty();
        assertThat(isStored(expired)).isTrue();
        assertThat(findings()).isEmpty();
    }

    @Test
    default void holdPlacedWithinTheGracePutsBackWhatItIsAbout() {
        AttestedFile held = archive(100, OLD, "debug");
        AttestedFile other = archive(5, OLD.plusDays(1), "debug");
        expirer().drop(expirer().plan(RETENTION), GRACE);
        placeHold("m-1", "id = 50");
        clock().advance(GRACE.multipliedBy(2));

        // When
        List<Progress> progress = expirer().remover().advance();

        // Then
        assertThat(progress)
                .singleElement()
                .isInstanceOfSatisfying(
                        Progress.Returned.class,
                        returned -> assertThat(returned.files()).isEqualTo(1));
        assertThat(livePaths()).containsExactly(held.path());
        assertThat(isStored(held)).isTrue();
        assertThat(isStored(other)).isTrue();

        // When
        progress = expirer().remover().advance();

        // Then the rest goes
        assertThat(progress).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(Certificates.of(events().fresh()).get(0).deleted())
                .extracting(CompletionStatement.DeletedFile::path)
                .containsExactly(other.path());
        assertThat(isStored(held)).isTrue();
        assertThat(isStored(other)).isFalse();
        assertThat(findings()).isEmpty();
    }

    @Test
    default void deletesNothingWhereAHoldComesBetweenTheLookAtHoldsAndTheCommit() {
        AttestedFile expired = expireOne();
        LettingGo seen = LettingGo.of(expirer().remover().open().get(0), events().fresh());

        // When
        placeHold("m-1", "id = 5");

        // Then
        assertThat(seen.begin()).isFalse();
        assertThat(expirer().remover().open())
                .singleElement()
                .satisfies(open -> assertThat(open.begun()).isFalse());
        assertThat(snapshotsListing(expired)).containsExactly(expired.path());
        assertThat(isStored(expired)).isTrue();
        assertThat(events().fresh().properties()).containsEntry(TableProperties.GC_ENABLED, "false");
        assertThat(expirer().remover().advance()).singleElement().isInstanceOf(Progress.Returned.class);
    }

    @Test
    default void holdOnOtherRowsDoesNotStopTheDeletion() {
        AttestedFile expired = expireOne();
        placeHold("m-1", "id = 500");
        clock().advance(GRACE);

        assertThat(expirer().remover().advance()).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(isStored(expired)).isFalse();
        assertThat(findings()).isEmpty();
    }

    @Test
    default void keepsHeldFilesUntilTheHoldIsReleased() {
        AttestedFile held = archive(100, OLD, "debug");
        AttestedFile free = archive(5, OLD.plusDays(1), "debug");
        placeHold("m-1", "id >= 0 and event_time < '2026-01-02T00:00:00Z'");

        // When
        ExpiryPlan plan = expirer().plan(RETENTION);
        expirer().drop(plan, GRACE);
        clock().advance(GRACE);
        List<Progress> progress = expirer().remover().advance();

        // Then
        assertThat(plan.held()).hasSize(1);
        assertThat(progress).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(isStored(free)).isFalse();
        assertThat(isStored(held)).isTrue();

        // When
        holds().release("m-1", "settled");
        expirer().drop(expirer().plan(RETENTION), Duration.ZERO);

        // Then
        assertThat(expirer().remover().advance()).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(isStored(held)).isFalse();
        assertThat(findings()).isEmpty();
    }
}

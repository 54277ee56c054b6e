/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.evidence.proof.Prover;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.export.ExportCheck;
import io.affidavit.archive.export.HoldExport;
import io.affidavit.archive.hold.HoldRegistry;
import io.affidavit.archive.removal.LettingGo;
import io.affidavit.archive.removal.OpenRemoval;
import io.affidavit.archive.removal.Progress;
import io.affidavit.core.key.TrustedKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.junit.jupiter.api.Test;

/** When the bytes of dropped files go, and how they come back before that. */
interface DeletionContract extends ExpiryFixture {

    @Test
    default void deletesNothingWithinTheGrace() {
        AttestedFile expired = expireOne();
        clock().advance(GRACE.minusSeconds(1));

        assertThat(expirer().remover().advance()).singleElement().isInstanceOf(Progress.InGrace.class);
        assertThat(isStored(expired)).isTrue();
    }

    @Test
    default void undoPutsBackTheSameFiles() {
        archive(10, OLD, "std-1y");
        AttestedFile expired = archive(100, OLD, "debug");
        DataFile before = live(expired);
        expirer().drop(expirer().plan(RETENTION), GRACE);
        String id = expirer().remover().open().get(0).id();

        // When
        StatementRef undo = expirer().remover().undo(id, "a matter came up");

        // Then
        DataFile after = live(expired);
        assertThat(after.recordCount()).isEqualTo(before.recordCount());
        assertThat(after.partition()).isEqualTo(before.partition());
        assertThat(after.lowerBounds()).isEqualTo(before.lowerBounds());
        assertThat(after.upperBounds()).isEqualTo(before.upperBounds());
        assertThat(after.valueCounts()).isEqualTo(before.valueCounts());
        assertThat(after.nullValueCounts()).isEqualTo(before.nullValueCounts());
        assertThat(((ChangeStatement) read(undo)).added()).containsExactly(expired);
        assertThat(expirer().remover().open()).isEmpty();
        assertThat(findings()).isEmpty();
        assertThatThrownBy(() -> expirer().remover().undo(id, "again"))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("no open removal");
    }

    @Test
    default void provesReturnedRecordsWithWhatTheyWereWrittenWith() {
        // Given a file with a column that the table no longer has, dropped after that and put back
        archive(10, OLD, "debug");
        events().table().updateSchema().deleteColumn("prompt").commit();
        expirer().drop(expirer().plan(RETENTION), GRACE);
        remover().undo(remover().open().get(0).id(), "a matter came up");
        TrustedKeys trusted = TrustedKeys.of(KEY.verificationKey());

        // Then its records are proven, and so are those of an export
        Table table = events().fresh();
        assertThat(findings()).isEmpty();
        assertThat(new Prover(table)
                        .prove("event_id", OLD.toEpochDay() + "-3")
                        .orElseThrow()
                        .fault(trusted))
                .isEmpty();
        placeHold("returned", "id < 5");
        Path export = directory().resolve("export");
        HoldExport.write(
                events().fresh(),
                HoldRegistry.of(events().fresh()).find("returned").orElseThrow().hold(),
                export);
        assertThat(ExportCheck.run(export, trusted)).isEqualTo(new ExportCheck.Result(5, List.of()));
    }

    @Test
    default void certifiesOnceTheBytesAreGone() {
        AttestedFile kept = archive(10, OLD, "std-1y");
        AttestedFile expired = expireOne();
        clock().advance(GRACE);

        // When
        List<Progress> progress = expirer().remover().advance();

        // Then
        StatementRef ref = ((Progress.Certified) progress.get(0)).statement();
        CompletionStatement certificate = (CompletionStatement) read(ref);
        assertThat(certificate.deleted())
                .containsExactly(
                        new CompletionStatement.DeletedFile(expired.path(), expired.sha256(), expired.records(), 1));
        assertThat(certificate.terms())
                .containsEntry("absenceMethod", "files")
                .containsEntry("absenceCheckedAt", "2026-11-29T06:00:00Z")
                .containsKey("notCovered");
        assertThat(isStored(expired)).isFalse();
        assertThat(isStored(kept)).isTrue();
        assertThat(expirer().remover().open()).isEmpty();
        assertThat(expirer().remover().advance()).isEmpty();
        assertThat(events().table().properties()).containsEntry(TableProperties.GC_ENABLED, "false");
        assertThat(snapshotsListing(expired)).isEmpty();
        assertThat(findings()).isEmpty();
    }

    @Test
    default void certifiesOncePerExpiryEvenIfTwoKeepersTry() {
        AttestedFile expired = expireOne();
        clock().advance(GRACE);
        Expirer other = expirer();
        List<OpenRemoval> seenByOther = other.remover().open();

        // When
        expirer().remover().advance();
        List<Progress> late = other.remover().advance(seenByOther);

        // Then
        assertThat(late).singleElement().isInstanceOf(Progress.Deferred.class);
        assertThat(Certificates.of(events().fresh())).hasSize(1);
        assertThat(isStored(expired)).isFalse();
    }

    @Test
    default void putsNothingBackOnceTheDeletionHasBegun() {
        expireOne();
        OpenRemoval expiry = expirer().remover().open().get(0);
        Expirer late = expirer();
        assertThat(LettingGo.of(expiry, events().fresh()).begin()).isTrue();

        assertThatThrownBy(() -> late.remover().undo(expiry.id(), "too late"))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("being deleted");
        assertThat(expirer().remover().advance()).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(findings()).isEmpty();
    }

    @Test
    default void keepsFilesThatAnyRefLeadsTo() {
        AttestedFile expired = archive(100, OLD, "debug");
        Table table = events().table();
        table.manageSnapshots()
                .createBranch("audit", table.currentSnapshot().snapshotId())
                .commit();
        expirer().drop(expirer().plan(RETENTION), GRACE);
        clock().advance(GRACE);

        // When a branch of somebody else still leads to the file
        assertThat(expirer().remover().advance())
                .singleElement()
                .isEqualTo(
                        new Progress.Pending(expirer().remover().open().get(0).id(), 1, 0, Optional.empty()));

        // Then
        assertThat(isStored(expired)).isTrue();
        assertThat(events().table().refs()).containsKey("audit");
        assertThat(Certificates.of(events().fresh())).isEmpty();

        // When it is gone, the deletion goes on where it stopped
        events().table().manageSnapshots().removeBranch("audit").commit();
        assertThat(expirer().remover().advance()).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(isStored(expired)).isFalse();
        assertThat(findings()).isEmpty();
    }

    private DataFile live(AttestedFile file) {
        return StreamSupport.stream(
                        events().fresh()
                                .newScan()
                                .includeColumnStats()
                                .planFiles()
                                .spliterator(),
                        false)
                .map(task -> task.file().copy())
                .filter(found -> found.location().equals(file.path()))
                .findFirst()
                .orElseThrow();
    }
}

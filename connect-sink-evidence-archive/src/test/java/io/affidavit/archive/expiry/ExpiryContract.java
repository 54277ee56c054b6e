/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.ChangeCommitter;
import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.commit.ReferencedFiles;
import io.affidavit.archive.commit.TableChange;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.hash.LeafRange;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementHead;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.statement.StatementStore;
import io.affidavit.archive.evidence.verify.Finding;
import io.affidavit.archive.evidence.verify.FindingKind;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.archive.hold.HoldOrder;
import io.affidavit.archive.hold.HoldPredicate;
import io.affidavit.archive.hold.LegalHolds;
import io.affidavit.archive.removal.Holding;
import io.affidavit.archive.removal.LettingGo;
import io.affidavit.archive.removal.OpenRemoval;
import io.affidavit.archive.removal.Progress;
import io.affidavit.archive.removal.Remover;
import io.affidavit.archive.removal.StoredRows;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.archive.retention.Retention;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import io.affidavit.core.policy.PolicyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What expiry does on every kind of catalog. */
abstract class ExpiryContract {

    static final SigningKey KEY = SigningKey.generate();
    static final LocalDate OLD = LocalDate.of(2026, 1, 1);
    static final Duration GRACE = Duration.ofDays(7);
    static final Retention RETENTION = Retention.of(PolicyReader.read("""
            id: terms
            version: 3
            retention:
              debug: {duration: 30d}
              std-1y: {duration: 1y}
            """));

    final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T06:00:00Z"));
    EvidentTable events;

    /** A catalog without the table {@code db.events}. */
    abstract Catalog catalog();

    /** A directory for the test's own files. */
    abstract Path directory();

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
    void dropsWhatIsPastItsTermAndNothingElse() {
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
    void plansNothingWhileEverythingIsWithinItsTerm() {
        archive(10, LocalDate.of(2026, 11, 1), "debug");

        ExpiryPlan plan = expirer().plan(RETENTION);

        assertThat(plan.drops()).isEmpty();
        assertThat(expirer().drop(plan, GRACE)).isEmpty();
    }

    @Test
    void leavesWhatNoStatementAttestsWhereItIs() {
        EvidentTable.Written foreign = events.write(5, (int) OLD.toEpochDay(), "debug");
        events.table().newAppend().appendFile(foreign.file()).commit();

        ExpiryPlan plan = expirer().plan(RETENTION);

        assertThat(plan.drops()).isEmpty();
        assertThat(plan.unattested()).containsExactly(foreign.file().location());
    }

    @Test
    void deletesNothingWithinTheGrace() {
        AttestedFile expired = expireOne();
        clock.advance(GRACE.minusSeconds(1));

        assertThat(expirer().remover().advance()).singleElement().isInstanceOf(Progress.InGrace.class);
        assertThat(isStored(expired)).isTrue();
    }

    @Test
    void undoPutsBackTheSameFiles() {
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
    void certifiesOnceTheBytesAreGone() {
        AttestedFile kept = archive(10, OLD, "std-1y");
        AttestedFile expired = expireOne();
        clock.advance(GRACE);

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
        assertThat(events.table().properties()).containsEntry(TableProperties.GC_ENABLED, "false");
        assertThat(snapshotsListing(expired)).isEmpty();
        assertThat(findings()).isEmpty();
    }

    @Test
    void certifiesOncePerExpiryEvenIfTwoKeepersTry() {
        AttestedFile expired = expireOne();
        clock.advance(GRACE);
        Expirer other = expirer();
        List<OpenRemoval> seenByOther = other.remover().open();

        // When
        expirer().remover().advance();
        List<Progress> late = other.remover().advance(seenByOther);

        // Then
        assertThat(late).singleElement().isInstanceOf(Progress.Deferred.class);
        assertThat(Certificates.of(events.fresh())).hasSize(1);
        assertThat(isStored(expired)).isFalse();
    }

    @Test
    void holdPlacedDuringTheExpiryRefusesItAndNoByteIsDeleted() {
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
    void holdPlacedWithinTheGracePutsBackWhatItIsAbout() {
        AttestedFile held = archive(100, OLD, "debug");
        AttestedFile other = archive(5, OLD.plusDays(1), "debug");
        expirer().drop(expirer().plan(RETENTION), GRACE);
        placeHold("m-1", "id = 50");
        clock.advance(GRACE.multipliedBy(2));

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
        assertThat(Certificates.of(events.fresh()).get(0).deleted())
                .extracting(CompletionStatement.DeletedFile::path)
                .containsExactly(other.path());
        assertThat(isStored(held)).isTrue();
        assertThat(isStored(other)).isFalse();
        assertThat(findings()).isEmpty();
    }

    @Test
    void deletesNothingWhereAHoldComesBetweenTheLookAtHoldsAndTheCommit() {
        AttestedFile expired = expireOne();
        LettingGo seen = LettingGo.of(expirer().remover().open().get(0), events.fresh());

        // When
        placeHold("m-1", "id = 5");

        // Then
        assertThat(seen.begin()).isFalse();
        assertThat(expirer().remover().open())
                .singleElement()
                .satisfies(open -> assertThat(open.begun()).isFalse());
        assertThat(snapshotsListing(expired)).containsExactly(expired.path());
        assertThat(isStored(expired)).isTrue();
        assertThat(events.fresh().properties()).containsEntry(TableProperties.GC_ENABLED, "false");
        assertThat(expirer().remover().advance()).singleElement().isInstanceOf(Progress.Returned.class);
    }

    @Test
    void putsNothingBackOnceTheDeletionHasBegun() {
        expireOne();
        OpenRemoval expiry = expirer().remover().open().get(0);
        Expirer late = expirer();
        assertThat(LettingGo.of(expiry, events.fresh()).begin()).isTrue();

        assertThatThrownBy(() -> late.remover().undo(expiry.id(), "too late"))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("being deleted");
        assertThat(expirer().remover().advance()).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(findings()).isEmpty();
    }

    @Test
    void holdOnOtherRowsDoesNotStopTheDeletion() {
        AttestedFile expired = expireOne();
        placeHold("m-1", "id = 500");
        clock.advance(GRACE);

        assertThat(expirer().remover().advance()).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(isStored(expired)).isFalse();
        assertThat(findings()).isEmpty();
    }

    @Test
    void keepsHeldFilesUntilTheHoldIsReleased() {
        AttestedFile held = archive(100, OLD, "debug");
        AttestedFile free = archive(5, OLD.plusDays(1), "debug");
        placeHold("m-1", "id >= 0 and event_time < '2026-01-02T00:00:00Z'");

        // When
        ExpiryPlan plan = expirer().plan(RETENTION);
        expirer().drop(plan, GRACE);
        clock.advance(GRACE);
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

    @Test
    void keepsFilesThatAnyRefLeadsTo() {
        AttestedFile expired = archive(100, OLD, "debug");
        Table table = events.table();
        table.manageSnapshots()
                .createBranch("audit", table.currentSnapshot().snapshotId())
                .commit();
        expirer().drop(expirer().plan(RETENTION), GRACE);
        clock.advance(GRACE);

        // When a branch of somebody else still leads to the file
        assertThat(expirer().remover().advance())
                .singleElement()
                .isEqualTo(
                        new Progress.Pending(expirer().remover().open().get(0).id(), 1, 0, Optional.empty()));

        // Then
        assertThat(isStored(expired)).isTrue();
        assertThat(events.table().refs()).containsKey("audit");
        assertThat(Certificates.of(events.fresh())).isEmpty();

        // When it is gone, the deletion goes on where it stopped
        events.table().manageSnapshots().removeBranch("audit").commit();
        assertThat(expirer().remover().advance()).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(isStored(expired)).isFalse();
        assertThat(findings()).isEmpty();
    }

    @Test
    void movesTheHeldRowsOfAPartlyHeldFileToCustody() {
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
        clock.advance(GRACE);
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
    void undoPutsACarvedFileBackWhereItWasAndTakesTheNewOneAway() {
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
    void holdPlacedWithinTheGraceOnRowsThatWereLeftOutBringsACarvedFileBack() {
        AttestedFile partly = archive(100, OLD, "debug");
        placeHold("m-1", "id < 30");
        expirer().drop(expirer().plan(RETENTION), GRACE);
        clock.advance(GRACE);
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
    void holdPlacedWithinTheGraceOnRowsThatWereKeptChangesNothing() {
        AttestedFile partly = archive(100, OLD, "debug");
        placeHold("m-1", "id < 30");
        expirer().drop(expirer().plan(RETENTION), GRACE);
        clock.advance(GRACE);
        placeHold("m-2", "id = 5");

        List<Progress> progress = remover().advance();

        assertThat(progress).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(isStored(partly)).isFalse();
        assertThat(pathsOf("hold-m-2")).isEqualTo(livePaths()).hasSize(1);
        assertThat(findings()).isEmpty();
    }

    @Test
    void carvesAgainAsHoldsAreReleased() {
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
    void aCarvedFileThatIsPutBackIsFoundInCustody() {
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
    void originalsStayOutWhileWhatWasCarvedOutOfThemIsRemovedToo() {
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

    @Test
    void holdPlacedWhileAFileIsCarvedRefusesItAndLeavesNothingBehind() {
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
    void keepsAPartlyHeldFileWholeThatIsNotWhatWasAttested() {
        AttestedFile damaged = archive(100, OLD, "debug");
        AttestedFile free = archive(5, OLD.plusDays(1), "debug");
        placeHold("m-1", "id < 3 and event_time < '2026-01-02T00:00:00Z'");
        ExpiryPlan plan = expirer().plan(RETENTION);
        assertThat(plan.carved()).hasSize(1);
        EvidentTable.overwrite(
                damaged.path(),
                bytes -> bytesOf(events.write(100, (int) OLD.plusDays(3).toEpochDay())));

        // When
        expirer().drop(plan, GRACE);

        // Then
        assertThat(livePaths()).contains(damaged.path()).doesNotContain(free.path());
    }

    @Test
    void carvesRowsThatWereWrittenBeforeTheTableGrew() {
        archive(100, OLD, "debug");
        events.table().updateSchema().addColumn("later", Types.StringType.get()).commit();
        placeHold("m-1", "id < 30");

        expirer().drop(expirer().plan(RETENTION), Duration.ZERO);
        List<Progress> progress = remover().advance();

        assertThat(progress).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(findings()).isEmpty();
    }

    @Test
    void dropsSurviveCommitsOfTheSinkInBetween() {
        AttestedFile expired = archive(100, OLD, "debug");
        ExpiryPlan plan = expirer().plan(RETENTION);
        AttestedFile later = archive(1, LocalDate.of(2026, 11, 20), "debug");

        expirer().drop(plan, GRACE);

        assertThat(livePaths()).containsExactly(later.path());
        assertThat(isStored(expired)).isTrue();
        assertThat(findings()).isEmpty();
    }

    @Test
    void refusesAPlanWhoseFilesAreGone() {
        archive(100, OLD, "debug");
        ExpiryPlan plan = expirer().plan(RETENTION);
        expirer().drop(plan, GRACE);

        assertThatThrownBy(() -> expirer().drop(plan, GRACE))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("left the table");
        assertThat(expirer().remover().open()).hasSize(1);
    }

    @Test
    void verifyNamesFilesThatAreThereDespiteTheirCertificate() throws IOException {
        AttestedFile expired = archive(100, OLD, "debug");
        Path copy = directory().resolve("copy-" + System.nanoTime());
        Path stored = EvidentTable.onDisk(expired.path());
        Files.copy(stored, copy);
        expirer().drop(expirer().plan(RETENTION), Duration.ZERO);
        expirer().remover().advance();
        assertThat(findings()).isEmpty();

        // When
        Files.copy(copy, stored);

        // Then
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.NOT_DELETED);
            assertThat(finding.subject()).isEqualTo(expired.path());
        });
    }

    @Test
    void verifyNamesCertificatesOfOtherFilesAndSecondOnes() {
        expireOne();
        clock.advance(GRACE);
        OpenRemoval expiry = expirer().remover().open().get(0);
        expirer().remover().advance();

        // When somebody with the key certifies again, and something else
        commitWithoutGuard(head -> new CompletionStatement(
                head,
                expiry.ref(),
                List.of(new CompletionStatement.DeletedFile("s3://b/never", "0".repeat(64), 1, 1)),
                Map.of()));

        // Then
        assertThat(findings())
                .extracting(Finding::kind)
                .containsExactly(FindingKind.UNFOUNDED_CERTIFICATE, FindingKind.UNFOUNDED_CERTIFICATE);
    }

    @Test
    void verifyNamesChangesMadeUnderOtherHoldsThanTheyWerePlannedFor() {
        AttestedFile file = archive(100, OLD, "debug");
        placeHold("m-1", "id = 5");

        commitWithoutGuard(
                head -> new ChangeStatement(head, ChangeStatement.Cause.EXPIRE, 0, 0, List.of(), List.of(), Map.of()));

        assertThat(findings()).extracting(Finding::kind).containsExactly(FindingKind.HOLD_PASSED_OVER);
        assertThat(isStored(file)).isTrue();
    }

    private void commitWithoutGuard(Function<StatementHead, Statement> statement) {
        TableChange change = new TableChange() {
            @Override
            public String id() {
                return "by-hand";
            }

            @Override
            public Statement statement(Table table, StatementHead head) {
                return statement.apply(head);
            }
        };
        new ChangeCommitter(events.fresh(), KEY, "somebody", Backoff.within(Duration.ofSeconds(20)), clock)
                .commit(change);
    }

    AttestedFile archive(int count, LocalDate day, String retentionClass) {
        return events.archive(count, (int) day.toEpochDay(), retentionClass);
    }

    private AttestedFile expireOne() {
        AttestedFile expired = archive(100, OLD, "debug");
        expirer().drop(expirer().plan(RETENTION), GRACE);
        return expired;
    }

    private Remover remover() {
        return expirer().remover();
    }

    private Set<String> pathsOf(String ref) {
        return StreamSupport.stream(
                        events.fresh().newScan().useRef(ref).planFiles().spliterator(), false)
                .map(task -> task.file().location())
                .collect(Collectors.toSet());
    }

    /** What a query for the partition reads. */
    private Set<String> inCustody() {
        return StreamSupport.stream(
                        events.fresh()
                                .newScan()
                                .filter(Expressions.equal("custody", "hold"))
                                .planFiles()
                                .spliterator(),
                        false)
                .map(task -> task.file().location())
                .collect(Collectors.toSet());
    }

    private List<Long> idsIn(AttestedFile file) {
        Table table = events.fresh();
        List<Long> ids = new ArrayList<>();
        try (CloseableIterable<StructLike> rows = StoredRows.of(table.io(), file.path(), table.schema())) {
            rows.forEach(row -> ids.add(row.get(3, Long.class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ids;
    }

    /** What the newest change added. */
    private AttestedFile onlyAdded() {
        return ((ChangeStatement)
                        read(StatementRef.from(events.table().properties()).orElseThrow()))
                .added()
                .get(0);
    }

    private Set<String> storedData() {
        return stored("data");
    }

    /** What is declared and not yet committed. */
    private Set<String> intents() {
        return stored("_evidence/intents");
    }

    private Set<String> stored(String folder) {
        Path root = EvidentTable.onDisk(events.table().location()).resolve(folder);
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

    Expirer expirer() {
        return new Expirer(new Upkeep(events::fresh, Holding::of, KEY, "test", Duration.ofSeconds(20), clock));
    }

    void placeHold(String id, String predicate) {
        holds().place(new HoldOrder(id, "matter", "litigation", HoldPredicate.parse(predicate)));
    }

    private LegalHolds holds() {
        return new LegalHolds(events.fresh(), KEY, "counsel", Backoff.within(Duration.ofSeconds(20)), clock);
    }

    Set<String> livePaths() {
        return StreamSupport.stream(events.fresh().newScan().planFiles().spliterator(), false)
                .map(task -> task.file().location())
                .collect(Collectors.toSet());
    }

    private DataFile live(AttestedFile file) {
        return StreamSupport.stream(
                        events.fresh()
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

    private Set<String> snapshotsListing(AttestedFile file) {
        return new ReferencedFiles(Set.of(file.path())).in(events.fresh());
    }

    boolean isStored(AttestedFile file) {
        return events.table().io().newInputFile(file.path()).exists();
    }

    List<Finding> findings() {
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

    /** A clock that stands until it is moved. */
    static final class MovableClock extends Clock {

        private Instant now;

        MovableClock(Instant now) {
            this.now = now;
        }

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("not used");
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}

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
import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.statement.StatementStore;
import io.affidavit.archive.evidence.verify.Finding;
import io.affidavit.archive.evidence.verify.Progress;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.archive.retention.Retention;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import io.affidavit.core.policy.PolicyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
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

        assertThat(expirer().advance()).singleElement().isInstanceOf(io.affidavit.archive.expiry.Progress.InGrace.class);
        assertThat(isStored(expired)).isTrue();
    }

    @Test
    void undoPutsBackTheSameFiles() {
        archive(10, OLD, "std-1y");
        AttestedFile expired = archive(100, OLD, "debug");
        DataFile before = live(expired);
        expirer().drop(expirer().plan(RETENTION), GRACE);
        String id = expirer().open().get(0).id();

        // When
        StatementRef undo = expirer().undo(id, "a matter came up");

        // Then
        DataFile after = live(expired);
        assertThat(after.recordCount()).isEqualTo(before.recordCount());
        assertThat(after.partition()).isEqualTo(before.partition());
        assertThat(after.lowerBounds()).isEqualTo(before.lowerBounds());
        assertThat(after.upperBounds()).isEqualTo(before.upperBounds());
        assertThat(after.valueCounts()).isEqualTo(before.valueCounts());
        assertThat(after.nullValueCounts()).isEqualTo(before.nullValueCounts());
        assertThat(((ChangeStatement) read(undo)).added()).containsExactly(expired);
        assertThat(expirer().open()).isEmpty();
        assertThat(findings()).isEmpty();
        assertThatThrownBy(() -> expirer().undo(id, "again"))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("no open expiry");
    }

    @Test
    void certifiesOnceTheBytesAreGone() {
        AttestedFile kept = archive(10, OLD, "std-1y");
        AttestedFile expired = expireOne();
        clock.advance(GRACE);

        // When
        List<io.affidavit.archive.expiry.Progress> progress = expirer().advance();

        // Then
        StatementRef ref = ((io.affidavit.archive.expiry.Progress.Certified) progress.get(0)).statement();
        CompletionStatement certificate = (CompletionStatement) read(ref);
        assertThat(certificate.deleted())
                .containsExactly(new CompletionStatement.DeletedFile(
                        expired.path(), expired.sha256(), expired.records(), 1));
        assertThat(certificate.terms())
                .containsEntry("absenceMethod", "files")
                .containsEntry("absenceCheckedAt", "2026-11-29T06:00:00Z")
                .containsKey("notCovered");
        assertThat(isStored(expired)).isFalse();
        assertThat(isStored(kept)).isTrue();
        assertThat(expirer().open()).isEmpty();
        assertThat(expirer().advance()).isEmpty();
        assertThat(events.table().properties()).containsEntry(TableProperties.GC_ENABLED, "false");
        assertThat(snapshotsListing(expired)).isEmpty();
        assertThat(findings()).isEmpty();
    }

    @Test
    void certifiesOncePerExpiryEvenIfTwoKeepersTry() {
        AttestedFile expired = expireOne();
        clock.advance(GRACE);
        Expirer other = expirer();
        List<OpenExpiry> seenByOther = other.open();

        // When
        expirer().advance();
        List<io.affidavit.archive.expiry.Progress> late = other.advance(seenByOther);

        // Then
        assertThat(late).singleElement().isInstanceOf(io.affidavit.archive.expiry.Progress.Deferred.class);
        assertThat(certificates()).hasSize(1);
        assertThat(isStored(expired)).isFalse();
    }

    @Test
    void holdPlacedDuringTheExpiryRefusesItAndNoByteIsDeleted() {
        AttestedFile expired = archive(100, OLD, "debug");
        ExpiryPlan plan = expirer().plan(RETENTION);

        // When
        placeHold(1);

        // Then
        assertThatThrownBy(() -> expirer().drop(plan, Duration.ZERO))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("epoch 0 to 1");
        assertThat(livePaths()).containsExactly(expired.path());
        assertThat(expirer().advance()).isEmpty();
        assertThat(isStored(expired)).isTrue();
        assertThat(findings()).isEmpty();
    }

    @Test
    void holdPlacedWithinTheGracePutsFilesBack() {
        AttestedFile expired = expireOne();
        placeHold(1);
        clock.advance(GRACE.multipliedBy(2));

        // When
        List<io.affidavit.archive.expiry.Progress> progress =
                expirer(held(file -> true, row -> true)).advance();

        // Then
        assertThat(progress).singleElement().isInstanceOf(io.affidavit.archive.expiry.Progress.Returned.class);
        assertThat(livePaths()).contains(expired.path());
        assertThat(isStored(expired)).isTrue();
        assertThat(findings()).isEmpty();
    }

    @Test
    void holdOnOtherRowsDoesNotStopTheDeletion() {
        AttestedFile expired = expireOne();
        placeHold(1);
        clock.advance(GRACE);

        assertThat(expirer(held(file -> true, row -> false)).advance())
                .singleElement()
                .isInstanceOf(io.affidavit.archive.expiry.Progress.Certified.class);
        assertThat(isStored(expired)).isFalse();
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
        assertThat(expirer().advance())
                .singleElement()
                .isEqualTo(new io.affidavit.archive.expiry.Progress.Pending(
                        expirer().open().get(0).id(), 1, 0, java.util.Optional.empty()));

        // Then
        assertThat(isStored(expired)).isTrue();
        assertThat(events.table().refs()).containsKey("audit");
        assertThat(certificates()).isEmpty();

        // When it is gone, the deletion goes on where it stopped
        events.table().manageSnapshots().removeBranch("audit").commit();
        forgetUnreferenced();
        assertThat(expirer().advance())
                .singleElement()
                .isInstanceOf(io.affidavit.archive.expiry.Progress.Certified.class);
        assertThat(isStored(expired)).isFalse();
        assertThat(findings()).isEmpty();
    }

    @Test
    void keepsPartlyHeldFilesWhole() {
        archive(100, OLD, "debug");

        ExpiryPlan plan =
                expirer(held(file -> true, row -> row.get(3, Long.class) % 2 == 0)).plan(RETENTION);

        assertThat(plan.drops()).isEmpty();
        assertThat(plan.mixed()).hasSize(1);
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
        assertThat(expirer().open()).hasSize(1);
    }

    AttestedFile archive(int count, LocalDate day, String retentionClass) {
        return events.archive(count, (int) day.toEpochDay(), retentionClass);
    }

    private AttestedFile expireOne() {
        AttestedFile expired = archive(100, OLD, "debug");
        expirer().drop(expirer().plan(RETENTION), GRACE);
        return expired;
    }

    Expirer expirer() {
        return expirer(held(file -> false, row -> false));
    }

    Expirer expirer(Function<Table, Holding> holding) {
        return new Expirer(events::fresh, holding, KEY, "test", Duration.ofSeconds(20), clock);
    }

    /** Holds as the registry of the table counts them, about what the test says. */
    static Function<Table, Holding> held(
            java.util.function.Predicate<DataFile> mayHold,
            java.util.function.Predicate<org.apache.iceberg.StructLike> holds) {
        return table -> new Holding(
                epoch(table), "%064x".formatted(epoch(table)), (file, spec) -> mayHold.test(file), holds);
    }

    private static long epoch(Table table) {
        return Long.parseLong(table.currentSnapshot().summary().getOrDefault("affidavit.hold.epoch", "0"));
    }

    /** What placing a hold does to the table, as far as an expiry sees it. */
    void placeHold(long epoch) {
        events.fresh().newAppend().set("affidavit.hold.epoch", Long.toString(epoch)).commit();
    }

    private void forgetUnreferenced() {
        Table table = events.fresh();
        Set<Long> reachable = table.refs().values().stream()
                .map(SnapshotRef::snapshotId)
                .collect(Collectors.toSet());
        org.apache.iceberg.Transaction transaction = table.newTransaction();
        io.affidavit.archive.commit.SnapshotRetention.forget(
                table,
                transaction,
                StreamSupport.stream(table.snapshots().spliterator(), false)
                        .map(org.apache.iceberg.Snapshot::snapshotId)
                        .filter(id -> !reachable.contains(id))
                        .collect(Collectors.toSet()));
        transaction.commitTransaction();
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
        return new io.affidavit.archive.commit.ReferencedFiles(Set.of(file.path())).in(events.fresh());
    }

    boolean isStored(AttestedFile file) {
        return events.table().io().newInputFile(file.path()).exists();
    }

    List<Finding> findings() {
        return Verifier.verify(events.fresh(), TrustedKeys.of(KEY.verificationKey()), 1, Progress.NONE)
                .findings();
    }

    List<CompletionStatement> certificates() {
        List<CompletionStatement> found = new java.util.ArrayList<>();
        new Chain().walkChanges(events.fresh(), (ref, statement) -> {
            if (statement instanceof CompletionStatement certificate) {
                found.add(certificate);
            }
            return true;
        });
        return found;
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

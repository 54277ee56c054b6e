/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.ReferencedFiles;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.verify.Finding;
import io.affidavit.archive.hold.HoldOrder;
import io.affidavit.archive.hold.LegalHolds;
import io.affidavit.archive.hold.predicate.HoldPredicate;
import io.affidavit.archive.removal.Holding;
import io.affidavit.archive.removal.Remover;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.archive.retention.Retention;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.policy.PolicyReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.expressions.Expressions;

/** A table of which records expire, and what can be seen of it. */
interface ExpiryFixture {

    SigningKey KEY = SigningKey.generate();
    LocalDate OLD = LocalDate.of(2026, 1, 1);
    Duration GRACE = Duration.ofDays(7);
    Retention RETENTION = Retention.of(PolicyReader.read("""
            id: terms
            version: 3
            retention:
              debug: {duration: 30d}
              std-1y: {duration: 1y}
            """));

    /** A catalog without the table {@code db.events}. */
    Catalog catalog();

    /** A directory for the test's own files. */
    Path directory();

    MovableClock clock();

    EvidentTable events();

    default AttestedFile archive(int count, LocalDate day, String retentionClass) {
        return events().archive(count, (int) day.toEpochDay(), retentionClass);
    }

    default AttestedFile expireOne() {
        AttestedFile expired = archive(100, OLD, "debug");
        expirer().drop(expirer().plan(RETENTION), GRACE);
        return expired;
    }

    default Remover remover() {
        return expirer().remover();
    }

    default Set<String> pathsOf(String ref) {
        return events().paths(ref);
    }

    /** What a query for the partition reads. */
    default Set<String> inCustody() {
        return StreamSupport.stream(
                        events().fresh()
                                .newScan()
                                .filter(Expressions.equal("custody", "hold"))
                                .planFiles()
                                .spliterator(),
                        false)
                .map(task -> task.file().location())
                .collect(Collectors.toSet());
    }

    /** What the newest change added. */
    default AttestedFile onlyAdded() {
        return ((ChangeStatement)
                        read(StatementRef.from(events().table().properties()).orElseThrow()))
                .added()
                .get(0);
    }

    default Expirer expirer() {
        return new Expirer(new Upkeep(events()::fresh, Holding::of, KEY, "test", Duration.ofSeconds(20), clock()));
    }

    default void placeHold(String id, String predicate) {
        holds().place(new HoldOrder(id, "matter", "litigation", HoldPredicate.parse(predicate)));
    }

    default LegalHolds holds() {
        return new LegalHolds(events().fresh(), KEY, "counsel", Backoff.within(Duration.ofSeconds(20)), clock());
    }

    default Set<String> livePaths() {
        return StreamSupport.stream(events().fresh().newScan().planFiles().spliterator(), false)
                .map(task -> task.file().location())
                .collect(Collectors.toSet());
    }

    default Set<String> snapshotsListing(AttestedFile file) {
        return new ReferencedFiles(Set.of(file.path())).in(events().fresh());
    }

    default boolean isStored(AttestedFile file) {
        return events().table().io().newInputFile(file.path()).exists();
    }

    default List<Finding> findings() {
        return events().findings();
    }

    default Statement read(StatementRef ref) {
        return events().read(ref);
    }

    /** A clock that stands until it is moved. */
    final class MovableClock extends Clock {

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

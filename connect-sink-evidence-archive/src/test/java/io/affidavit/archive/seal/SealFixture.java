/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.seal;

import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.verify.Finding;
import io.affidavit.archive.removal.Holding;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.core.key.SigningKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.catalog.Catalog;

/** A table of many small files, and what can be seen of it. */
interface SealFixture {

    SigningKey KEY = SigningKey.generate();
    Duration PATIENCE = Duration.ofSeconds(20);
    SealTerms TERMS = new SealTerms(Duration.ofDays(3), Duration.ofDays(1), Long.MAX_VALUE);
    /** When every file of the test is archived. */
    Instant ARCHIVED = Instant.parse("2026-11-22T06:00:00Z");

    Instant QUIET = ARCHIVED.plus(TERMS.after());
    int OLD = (int) LocalDate.of(2026, 1, 1).toEpochDay();
    int POSITION_OF_ID = 3;

    /** A catalog without the table {@code db.events}. */
    Catalog catalog();

    EvidentTable events();

    default AttestedFile archive(int count, int day) {
        return events().archive(count, day);
    }

    default Sealed seal(Instant now) {
        Sealer sealer = sealer(now);
        return sealer.seal(sealer.plan(TERMS), TERMS.grace());
    }

    default Sealer sealer(Instant now) {
        return new Sealer(upkeep(now));
    }

    default Upkeep upkeep(Instant now) {
        return new Upkeep(events()::fresh, Holding::of, KEY, "test", PATIENCE, Clock.fixed(now, ZoneOffset.UTC));
    }

    default Set<String> paths(String ref) {
        return events().paths(ref);
    }

    default List<Finding> findings() {
        return events().findings();
    }

    default Statement read(StatementRef ref) {
        return events().read(ref);
    }
}

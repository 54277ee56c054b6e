/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.policy.PolicyReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {

    private static final Retention RETENTION = Retention.of(PolicyReader.read("""
            id: terms
            version: 3
            retention:
              debug: {duration: 30d}
              decision: {duration: 7 years}
              founding: {duration: forever}
            """));

    @ParameterizedTest(name = "{0} for {1} ends {2}")
    @CsvSource({
        "2026-01-01, P30D, 2026-02-01",
        "2026-12-31, P1D, 2027-01-02",
        // a year from a day that has no namesake, and to one
        "2024-02-29, P1Y, 2025-03-01",
        "2024-02-29, P4Y, 2028-03-01",
        "2023-02-28, P1Y, 2024-03-01",
        "2024-02-28, P1Y, 2025-03-01",
        "2026-03-15, P7Y, 2033-03-16",
        // months of other lengths: counted from the midnight that ends the day, February would come a day too early
        "2026-01-30, P1M, 2026-03-01",
        "2026-01-31, P1M, 2026-03-01",
        "2026-02-28, P1M, 2026-04-01",
        "1970-01-01, P1D, 1970-01-03",
        "2099-12-31, P7Y, 2107-01-01"
    })
    void keepsEachDayToTheEndOfItsTerm(LocalDate day, Period period, LocalDate expiry) {
        assertThat(Retention.expireAt(day, period))
                .isEqualTo(expiry.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    @Test
    void cutsNoRecordShortWhicheverWayItsTermIsCounted() {
        Random random = new Random(20261122);
        for (int i = 0; i < 20_000; i++) {
            LocalDate day = LocalDate.of(1970, 1, 1).plusDays(random.nextInt(60_000));
            Period period = switch (random.nextInt(3)) {
                case 0 -> Period.ofDays(1 + random.nextInt(4000));
                case 1 -> Period.ofMonths(1 + random.nextInt(120));
                default -> Period.ofYears(1 + random.nextInt(30));
            };
            LocalDateTime event = day.atTime(random.nextInt(24), random.nextInt(60), random.nextInt(60));

            Instant expiry = Retention.expireAt(day, period);

            assertThat(expiry)
                    .as("%s for %s", event, period)
                    .isAfterOrEqualTo(event.plus(period).toInstant(ZoneOffset.UTC))
                    .isAfterOrEqualTo(day.plusDays(1)
                            .plus(period)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant());
            assertThat(expiry)
                    .as("%s for %s is not kept for long after", event, period)
                    .isBefore(event.plus(period).plusDays(5).toInstant(ZoneOffset.UTC));
        }
    }

    @Test
    void isDueFromItsFirstMomentOn() {
        Due due = RETENTION.due("debug", LocalDate.of(2026, 1, 1));

        assertThat(due.by(Instant.parse("2026-01-31T23:59:59.999Z"))).isFalse();
        assertThat(due.by(Instant.parse("2026-02-01T00:00:00Z"))).isTrue();
    }

    @Test
    void neverExpiresWhatIsKeptForEverOrWhatNoPolicyNames() {
        Instant farAway = Instant.parse("9999-12-31T00:00:00Z");

        assertThat(RETENTION.due("founding", LocalDate.EPOCH)).isEqualTo(new Due.Never());
        assertThat(RETENTION.due("unheard-of", LocalDate.EPOCH)).isEqualTo(new Due.Unnamed());
        assertThat(RETENTION.due("founding", LocalDate.EPOCH).by(farAway)).isFalse();
        assertThat(RETENTION.due("unheard-of", LocalDate.EPOCH).by(farAway)).isFalse();
    }

    @Test
    void namesTheVersionOfItsTerms() {
        assertThat(RETENTION.policy().name()).isEqualTo("terms@3");
    }
}

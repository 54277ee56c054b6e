/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.lock.FileLocks;
import io.affidavit.archive.retention.RetentionLocks.Wanted;
import io.affidavit.archive.table.ArchivePartition;
import io.affidavit.archive.table.Custody;
import io.affidavit.core.policy.PolicyReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How long files are locked, on 22 November 2026 with a period of 30 days. */
class RetentionLocksTest {

    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    private static final Retention TERMS = Retention.of(PolicyReader.read("""
            id: terms
            version: 1
            retention:
              debug: {duration: 30d}
              std-1y: {duration: 1y}
              founding: {duration: forever}
            """));

    static Stream<Arguments> wanted() {
        return Stream.of(
                Arguments.argumentSet(
                        "stays: until its term",
                        "std-1y",
                        "2026-11-01",
                        true,
                        "2027-11-02T00:00:00Z",
                        "2027-11-02T00:00:00Z"),
                Arguments.argumentSet(
                        "may be rewritten: for the period",
                        "std-1y",
                        "2026-11-01",
                        false,
                        "2026-12-22T06:00:00Z",
                        "2026-12-07T06:00:00Z"),
                Arguments.argumentSet(
                        "may be rewritten: never beyond its term",
                        "debug",
                        "2026-11-01",
                        false,
                        "2026-12-02T00:00:00Z",
                        "2026-12-02T00:00:00Z"),
                Arguments.argumentSet(
                        "for ever: two years, and at least one",
                        "founding",
                        "2026-11-01",
                        true,
                        "2028-11-23T06:00:00Z",
                        "2027-11-23T06:00:00Z"),
                Arguments.argumentSet(
                        "for ever, may be rewritten",
                        "founding",
                        "2026-11-01",
                        false,
                        "2026-12-22T06:00:00Z",
                        "2026-12-07T06:00:00Z"),
                Arguments.argumentSet(
                        "unnamed: for the period, as nobody decided",
                        "unheard-of",
                        "2026-11-01",
                        true,
                        "2026-12-22T06:00:00Z",
                        "2026-12-07T06:00:00Z"));
    }

    @ParameterizedTest
    @MethodSource("wanted")
    void wants(String retentionClass, LocalDate day, boolean stays, Instant until, Instant atLeast) {
        assertThat(locks(Optional.of(TERMS)).wanted(partition(retentionClass, day), stays))
                .contains(new Wanted(until, atLeast));
    }

    @Test
    void wantsNoneWhereTheTermIsOver() {
        ArchivePartition over = partition("debug", LocalDate.of(2026, 10, 1));

        assertThat(locks(Optional.of(TERMS)).wanted(over, true)).isEmpty();
        assertThat(locks(Optional.of(TERMS)).wanted(over, false)).isEmpty();
    }

    @Test
    void locksForThePeriodWhereNoPolicyIsKnown() {
        assertThat(locks(Optional.empty()).wanted(partition("debug", LocalDate.of(2026, 11, 1)), true))
                .contains(new Wanted(Instant.parse("2026-12-22T06:00:00Z"), Instant.parse("2026-12-07T06:00:00Z")));
    }

    private static RetentionLocks locks(Optional<Retention> terms) {
        return new RetentionLocks(FileLocks.NONE, terms, Duration.ofDays(30), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static ArchivePartition partition(String retentionClass, LocalDate day) {
        return new ArchivePartition(retentionClass, Custody.STANDARD, Math.toIntExact(day.toEpochDay()));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.retention;

import io.affidavit.archive.lock.FileLocks;
import io.affidavit.archive.table.ArchivePartition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * How long the store is told to keep files: one that may still be rewritten for a period, again and again; one that stays as it
 * is until the term of its records ends. No lock reaches beyond the term, so that none stands in the way of expiry.
 *
 * @param locks of the table's store
 * @param terms empty where no policy is known: then everything is locked for the period
 * @param period how long a file is locked that may still be rewritten
 */
public record RetentionLocks(FileLocks locks, Optional<Retention> terms, Duration period, Clock clock) {

    /** What is kept for ever is locked for this long, and again once half of it is left. */
    static final Duration AHEAD = Duration.ofDays(2 * 366);

    /**
     * A lock as it should be.
     *
     * @param until when it is to end
     * @param atLeast a lock that ends then will do until the next look
     */
    public record Wanted(Instant until, Instant atLeast) {

        public Wanted {
            Objects.requireNonNull(until, "until");
            Objects.requireNonNull(atLeast, "atLeast");
        }
    }

    public RetentionLocks {
        Objects.requireNonNull(locks, "locks");
        Objects.requireNonNull(terms, "terms");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(clock, "clock");
    }

    /**
     * The lock of a file; empty when its term is over.
     *
     * @param stays whether it will not be rewritten any more
     */
    public Optional<Wanted> wanted(ArchivePartition partition, boolean stays) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Due due = terms.<Due>map(
                        policy -> policy.due(partition.retentionClass(), LocalDate.ofEpochDay(partition.day())))
                .orElseGet(Due.Unnamed::new);
        if (due instanceof Due.At at) {
            Instant end = at.expireAt();
            Wanted wanted = stays
                    ? new Wanted(end, end)
                    : new Wanted(earlier(now.plus(period), end), earlier(now.plus(period.dividedBy(2)), end));
            return Optional.of(wanted).filter(lock -> now.isBefore(end));
        }
        Duration ahead = stays && due instanceof Due.Never ? AHEAD : period;
        return Optional.of(new Wanted(now.plus(ahead), now.plus(ahead.dividedBy(2))));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /**
     * Locks a file that stays as it is.
     *
     * @throws io.affidavit.archive.lock.UnlockedException when the store does not say that it is locked
     */
    public void lockFully(ArchivePartition partition, String location) {
        wanted(partition, true).ifPresent(wanted -> locks.lock(location, wanted.until()));
    }
}

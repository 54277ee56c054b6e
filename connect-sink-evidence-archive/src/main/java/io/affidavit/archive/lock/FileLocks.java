/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.lock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.iceberg.Table;

/** Locks the files of one table for a time from now on. What is locked for longer, or more strictly, stays so. */
public final class FileLocks {

    /** Locks nothing. */
    public static final FileLocks NONE = new FileLocks(null, LockMode.NONE, Duration.ZERO, Clock.systemUTC());

    private final ObjectLocks objects;
    private final LockMode mode;
    private final Duration period;
    private final Clock clock;

    private FileLocks(ObjectLocks objects, LockMode mode, Duration period, Clock clock) {
        this.objects = objects;
        this.mode = mode;
        this.period = period;
        this.clock = clock;
    }

    /**
     * The locks of a table's store.
     *
     * @param period from the moment of locking
     * @return empty when the store has no locks and {@code mode} wants them
     * @throws RuntimeException when the store does not say whether it has
     */
    public static Optional<FileLocks> of(Table table, LockMode mode, Duration period, Clock clock) {
        return mode == LockMode.NONE
                ? Optional.of(NONE)
                : ObjectLocks.of(table.io(), table.location()).map(locks -> new FileLocks(locks, mode, period, clock));
    }

    /** Whether anything is locked at all. */
    public boolean enabled() {
        return mode != LockMode.NONE;
    }

    /**
     * Locks every version of an object, unless it is locked long enough already, and reads the lock back.
     *
     * @throws UnlockedException when the store does not say that it is locked
     */
    public void lock(String location) {
        if (enabled()) {
            lock(location, clock.instant().plus(period));
        }
    }

    /**
     * The same until a given time.
     *
     * @throws UnlockedException as {@link #lock(String)}
     */
    public void lock(String location, Instant until) {
        if (enabled() && !objects.retain(location, new Retention(mode, until))) {
            throw UnlockedException.ofRetention(location);
        }
    }

    /** Until when an object is locked at least as strictly as this mode says; empty where it is not. */
    public Optional<Instant> until(String location) {
        return enabled()
                ? objects.retention(location)
                        .filter(lock -> lock.mode().compareTo(mode) >= 0)
                        .map(Retention::until)
                : Optional.empty();
    }

    /**
     * Locks an object that is not locked at all; one that is keeps its date.
     *
     * @throws UnlockedException as {@link #lock(String)}
     */
    public void lockIfFree(String location) {
        if (enabled() && objects.retention(location).isEmpty()) {
            lock(location);
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.run;

import io.affidavit.source.engine.LanePage;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.LogSplit;
import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.throttle.Limits;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Counts now and then the rows between the last page and the safe bound, for at most a hundredth of the task's time. Used by
 * the reading thread alone.
 */
final class Backlog {

    /** No more rows than these are counted. */
    static final long MOST = 100_000;

    private static final int SHARE = 100;

    private final boolean wanted;
    private final Duration every;
    private final LongSupplier nanoTime;
    private final Consumer<OptionalLong> listener;
    private long due;

    /**
     * @param limits a source that is not probed is not counted either
     * @param nanoTime counts nanoseconds, as {@link System#nanoTime} does
     * @param listener told what was counted, or nothing where that failed
     */
    Backlog(Limits limits, LongSupplier nanoTime, Consumer<OptionalLong> listener) {
        this.wanted = limits.probeTarget().isPresent();
        this.every = limits.probeEvery();
        this.nanoTime = nanoTime;
        this.listener = listener;
        this.due = nanoTime.getAsLong();
    }

    /** Counts if it is time to. */
    void after(LanePage page, LogSource store, long bound) {
        List<SourceRow> rows = page.rows();
        long begun = nanoTime.getAsLong();
        if (!wanted || rows.isEmpty() || begun - due < 0) {
            return;
        }
        long last = rows.get(rows.size() - 1).position().cursor();
        listener.accept(count(store, new LogSplit(last + 1, bound)));
        long now = nanoTime.getAsLong();
        due = now + Math.max(every.toNanos(), SHARE * (now - begun));
    }

    /** A fault that lasts is met by the next page, which tells what to do about it. */
    private static OptionalLong count(LogSource store, LogSplit left) {
        try {
            return left.isEmpty() ? OptionalLong.of(0) : store.remaining(left, MOST);
        } catch (StoreException e) {
            return OptionalLong.empty();
        }
    }
}

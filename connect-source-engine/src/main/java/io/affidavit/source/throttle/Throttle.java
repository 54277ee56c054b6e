/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.throttle;

import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.StoreException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Holds a task's reading within the limits of its source. Used by the reading thread alone. */
public final class Throttle {

    /** Told how long reading was held back, and how busy the source is. */
    public interface Listener {
        void throttled(long millis);

        /** A probe took so long. */
        void probed(long millis);
    }

    private final Limits limits;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Listener listener;
    private final TokenBucket rows;
    private final TokenBucket chars;
    private final PageSize pageSize;
    private final Strain strain = new Strain();
    private long probeDue;
    private long restUntil;

    /** @param nanoTime counts nanoseconds, as {@link System#nanoTime} does */
    public Throttle(Limits limits, InstantSource clock, LongSupplier nanoTime, Listener listener) {
        this.limits = limits;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.listener = listener;
        this.rows = new TokenBucket(limits.rowsPerSecond(), nanoTime.getAsLong());
        this.chars = new TokenBucket(limits.charsPerSecond(), nanoTime.getAsLong());
        this.pageSize = new PageSize(limits.pageTarget().toNanos());
        this.probeDue = nanoTime.getAsLong();
        this.restUntil = probeDue;
    }

    /** Waits until a page may be read; false outside the hours of reading, after no wait. */
    public boolean await() throws InterruptedException {
        if (limits.hours().isPresent() && !limits.hours().get().contain(clock.instant())) {
            return false;
        }
        long now = nanoTime.getAsLong();
        long wait = Math.max(restUntil - now, Math.max(rows.nanosToWait(now), chars.nanosToWait(now)));
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
            listener.throttled(TimeUnit.NANOSECONDS.toMillis(wait));
        }
        return true;
    }

    /** Reads as much of a request as may be read at once. */
    RowPage read(LogSource store, PageRequest request) throws StoreException {
        PageRequest fitted =
                new PageRequest(request.split(), request.after(), pageSize.of(request.maxRows()), request.maxChars());
        long begun = nanoTime.getAsLong();
        RowPage page = store.read(fitted);
        long took = nanoTime.getAsLong() - begun;
        pageSize.took(request.maxRows(), took);
        if (limits.probeTarget().isPresent() && !page.rows().isEmpty()) {
            probe(
                    store,
                    request.maxRows(),
                    page.rows().get(page.rows().size() - 1).position().cursor());
            restUntil = nanoTime.getAsLong() + strain.nanosAfter(took);
        }
        charge(page.rows().size(), page.chars());
        return page;
    }

    /** A source that was busy is asked after every page, so that reading is quick again as soon as it is not. */
    private void probe(LogSource store, int wanted, long near) throws StoreException {
        long begun = nanoTime.getAsLong();
        if (begun < probeDue && !strain.isFelt()) {
            return;
        }
        if (store.probe(near)) {
            long took = nanoTime.getAsLong() - begun;
            boolean slow = took > limits.probeTarget().orElseThrow().toNanos();
            strain.probed(slow);
            if (slow) {
                pageSize.halve(wanted);
            }
            listener.probed(TimeUnit.NANOSECONDS.toMillis(took));
        }
        probeDue = nanoTime.getAsLong() + limits.probeEvery().toNanos();
    }

    /** Takes note of what was read. */
    void charge(long readRows, long readChars) {
        long now = nanoTime.getAsLong();
        rows.take(readRows, now);
        chars.take(readChars, now);
    }

    /** The store as seen through this throttle. */
    public LogSource over(LogSource store) {
        return new ThrottledSource(store, this);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.run;

import io.affidavit.core.metrics.Meter;
import io.affidavit.core.metrics.Meters;
import io.affidavit.source.engine.SweepFinding;
import io.affidavit.source.engine.WalkListener;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.throttle.Throttle;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes a task's progress as plugin metrics. Written by the reading thread, read by reporters. */
public final class Progress implements WalkListener, SourceMeters, Throttle.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final long UNKNOWN = -1;

    private final InstantSource clock;
    private final Meter rows;
    private final Meter chars;
    private final Meter pages;
    private final Meter queryMillis;
    private final Meter windows;
    private final Meter quarantined;
    private final Meter deleted;
    private final Meter late;
    private final Meter windowsSwept;
    private final Meter windowsMismatched;
    private final Meter rowsReemitted;
    private final Meter throttleMillis;
    private final AtomicBoolean warned = new AtomicBoolean();
    private volatile boolean timed;
    private volatile boolean inFallback;
    private volatile long bound = Long.MIN_VALUE;
    private volatile long lastPosition = Long.MIN_VALUE;
    private volatile boolean caughtUp;
    private volatile int openWindows;
    private volatile long probeMillis = UNKNOWN;
    private volatile long remainingRows = UNKNOWN;

    public Progress(Meters meters, InstantSource clock) {
        this.clock = clock;
        this.rows = meters.counter("rows", "Rows read.");
        this.chars = meters.counter("bytes", "Characters of text read.");
        this.pages = meters.counter("pages", "Pages read.");
        this.queryMillis = meters.counter("query-ms", "Milliseconds spent in page queries.");
        this.deleted = meters.counter("deleted-at-source", "Objects or rows deleted before all of them was read.");
        this.late = meters.counter("late-objects", "Objects that appeared where everything had been read already.");
        this.windows = meters.counter("windows-closed", "Windows read to their end.");
        this.quarantined = meters.counter("quarantined", "Rows too large or damaged, quarantined by reference.");
        this.windowsSwept = meters.counter("windows-swept", "Closed windows read again.");
        this.windowsMismatched = meters.counter("windows-mismatched", "Closed windows whose rows had changed.");
        this.rowsReemitted = meters.counter("rows-reemitted", "Rows given again by sweeps.");
        this.throttleMillis = meters.counter("throttle-ms", "Milliseconds waited for the sake of the source.");
        meters.gauge("windows-open", "Windows that are being read.", () -> openWindows);
        meters.gauge(
                "probe-ms",
                "Milliseconds that the last probe of the source took, -1 before the first.",
                () -> probeMillis);
        meters.gauge(
                "lag-ms",
                "Age of the last row read, 0 when every safe row is read, -1 where positions are no times.",
                this::lag);
        meters.gauge(
                "lag-rows",
                "Rows between the last one read and the safe bound when last counted, at least, -1 where they are not.",
                () -> remainingRows);
        meters.gauge(
                "bound-lag-ms",
                "How far the safe bound is behind the clock, -1 where positions are no times.",
                this::boundLag);
        meters.gauge(
                "fallback-mode",
                "1 while the safe bound is found by a lag because transactions cannot be seen.",
                () -> inFallback ? 1 : 0);
    }

    void timed(boolean positionsAreTimes) {
        timed = positionsAreTimes;
    }

    void read(int count, long characters, long position) {
        rows.add(count);
        chars.add(characters);
        lastPosition = position;
        caughtUp = false;
    }

    void quarantinedOne() {
        quarantined.add(1);
    }

    void reemitted(int count) {
        rowsReemitted.add(count);
    }

    void swept(SweepFinding finding) {
        windowsSwept.add(1);
        if (!finding.matches()) {
            windowsMismatched.add(1);
            LOG.warn(
                    "Window {} changed after it was read: {} rows then, {} now, {} given again.",
                    finding.window(),
                    finding.before().sums().count(),
                    finding.now().sums().count(),
                    finding.given());
        }
    }

    void open(int windowsBeingRead) {
        openWindows = windowsBeingRead;
    }

    @Override
    public void throttled(long millis) {
        throttleMillis.add(millis);
    }

    @Override
    public void probed(long millis) {
        probeMillis = millis;
    }

    void remaining(OptionalLong rowsCounted) {
        remainingRows = rowsCounted.orElse(UNKNOWN);
    }

    void caughtUp() {
        caughtUp = true;
        remainingRows = 0;
    }

    @Override
    public void windowDone(long window) {
        windows.add(1);
    }

    @Override
    public void boundMoved(long newBound) {
        bound = newBound;
    }

    @Override
    public void page(long millis) {
        pages.add(1);
        queryMillis.add(millis);
    }

    @Override
    public void fallback(Optional<String> remedy) {
        inFallback = remedy.isPresent();
        if (inFallback && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "Cannot see when other transactions began, so rows are read source.lag behind the clock. {}",
                    remedy.get());
        }
    }

    @Override
    public void deletedAtSource() {
        deleted.add(1);
    }

    @Override
    public void late(long objects) {
        late.add(objects);
    }

    private double lag() {
        if (!timed || lastPosition == Long.MIN_VALUE) {
            return UNKNOWN;
        }
        return caughtUp ? 0 : clock.millis() - lastPosition / 1000.0;
    }

    private double boundLag() {
        return timed && bound != Long.MIN_VALUE ? clock.millis() - bound / 1000.0 : UNKNOWN;
    }
}

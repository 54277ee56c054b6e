/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.run;

import io.affidavit.source.emit.RecordFactory;
import io.affidavit.source.engine.LanePage;
import io.affidavit.source.engine.ReadAhead;
import io.affidavit.source.engine.SweepSchedule;
import io.affidavit.source.engine.Sweeper;
import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.engine.WindowWalk;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.throttle.Throttle;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Reads a task's lanes as batches of records, each batch one page of one lane. The store is opened by the first call,
 * so that a database that is away at start is waited for like one that goes away later.
 */
public final class LaneReading implements ReadAhead.Supply<List<SourceRecord>>, AutoCloseable {

    private final LaneReadingSetup setup;
    private final RecordFactory records;
    private final Throttle throttle;
    private final Progress progress;
    private final Backlog backlog;
    private volatile LogSource store;
    private volatile boolean cancelled;
    private LaneRecords lanes;
    private WindowWalk walk;
    private Sweeper sweeper;

    public LaneReading(
            LaneReadingSetup setup, RecordFactory records, Throttle throttle, Backlog backlog, Progress progress) {
        this.setup = setup;
        this.records = records;
        this.throttle = throttle;
        this.backlog = backlog;
        this.progress = progress;
    }

    @Override
    public Optional<List<SourceRecord>> next() throws StoreException, InterruptedException {
        if (walk == null) {
            open();
        }
        while (throttle.await()) {
            Optional<List<SourceRecord>> batch = swept();
            if (batch.isPresent()) {
                return batch;
            }
            Optional<LanePage> page = walk.next();
            progress.open(walk.openWindows());
            if (page.isPresent()) {
                backlog.after(page.get(), store, walk.bound());
                batch = page.map(lanes::of).filter(made -> !made.isEmpty());
                if (batch.isPresent()) {
                    return batch;
                }
            } else if (!sweeper.isDue()) {
                progress.caughtUp();
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Sweeps and new rows take turns, page by page. */
    private Optional<List<SourceRecord>> swept() throws StoreException {
        return sweeper.isDue() ? sweeper.next().map(lanes::of).filter(made -> !made.isEmpty()) : Optional.empty();
    }

    private void open() throws StoreException {
        LogSource opened = setup.store().open(setup.offsets().hashColumns());
        store = opened;
        if (cancelled) {
            opened.cancel();
        }
        try {
            WindowGrid grid = setup.grid().apply(opened.isTimed());
            progress.timed(opened.isTimed());
            lanes = new LaneRecords(setup, opened, grid, records, progress);
            SweepSchedule sweeps = new SweepSchedule(setup.sweepAfter(), grid, opened.isTimed(), setup.clock());
            LogSource throttled = throttle.over(opened);
            WindowWalk opening = new WindowWalk(
                    throttled,
                    grid,
                    setup.lanes(),
                    setup.offsets().states(grid, opened, setup.acceptedTable()),
                    setup.pageRows(),
                    setup.pageChars(),
                    sweeps,
                    progress);
            sweeper = new Sweeper(throttled, grid, sweeps, opening, setup.pageRows(), setup.pageChars());
            walk = opening;
        } catch (StoreException e) {
            opened.close();
            throw e;
        }
    }

    /** Makes a running call return soon; for another thread. */
    public void cancel() {
        cancelled = true;
        LogSource current = store;
        if (current != null) {
            current.cancel();
        }
    }

    @Override
    public void close() {
        LogSource current = store;
        if (current != null) {
            current.close();
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.run;

import io.affidavit.core.tags.GovHeaders;
import io.affidavit.source.emit.RecordFactory;
import io.affidavit.source.engine.LanePage;
import io.affidavit.source.engine.LaneState;
import io.affidavit.source.engine.LaneStep;
import io.affidavit.source.engine.ReadAhead;
import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.engine.WindowWalk;
import io.affidavit.source.offset.LaneOffset;
import io.affidavit.source.offset.LanePartition;
import io.affidavit.source.offset.TableIdentity;
import io.affidavit.source.spi.RowStore;
import io.affidavit.source.spi.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Reads a task's lanes as batches of records, each batch one page of one lane. The store is opened by the first call,
 * so that a database that is away at start is waited for like one that goes away later.
 */
public final class LaneReading implements ReadAhead.Supply<List<SourceRecord>>, AutoCloseable {

    private final LaneReadingSetup setup;
    private final RecordFactory records;
    private final Progress progress;
    private volatile RowStore store;
    private volatile boolean cancelled;
    private TableIdentity identity;
    private WindowWalk walk;

    public LaneReading(LaneReadingSetup setup, RecordFactory records, Progress progress) {
        this.setup = setup;
        this.records = records;
        this.progress = progress;
    }

    @Override
    public Optional<List<SourceRecord>> next() throws StoreException {
        if (walk == null) {
            open();
        }
        Optional<LanePage> page = walk.next();
        if (page.isEmpty()) {
            progress.caughtUp();
        }
        return page.map(this::records);
    }

    private void open() throws StoreException {
        RowStore opened = setup.store().open(setup.offsets().hashColumns());
        store = opened;
        if (cancelled) {
            opened.cancel();
        }
        try {
            WindowGrid grid = setup.grid().apply(opened.isTimed());
            progress.timed(opened.isTimed());
            identity = new TableIdentity(grid, opened.tableId(), opened.hashColumns());
            walk = new WindowWalk(
                    opened,
                    grid,
                    setup.lanes(),
                    setup.offsets().states(grid, opened, setup.acceptedTable()),
                    setup.pageRows(),
                    setup.pageChars(),
                    progress);
        } catch (StoreException e) {
            opened.close();
            throw e;
        }
    }

    private List<SourceRecord> records(LanePage page) {
        Map<String, Object> partition = new LanePartition(setup.source(), setup.entity(), page.lane()).toMap();
        List<SourceRecord> batch = new ArrayList<>(page.steps().size() * records.eventsPerRow());
        long chars = 0;
        Map<String, Object> before = page.before() == null ? null : offset(page.before());
        for (LaneStep step : page.steps()) {
            Map<String, Object> offset = offset(step.state());
            List<SourceRecord> handOvers = records.records(partition, before, offset, step.row());
            if (GovHeaders.has(handOvers.get(0).headers(), GovHeaders.REJECT_RULE)) {
                progress.quarantinedOne();
            }
            chars += step.row().chars();
            batch.addAll(handOvers);
            before = offset;
        }
        LaneStep last = page.steps().get(page.steps().size() - 1);
        progress.read(page.steps().size(), chars, last.row().mark().position());
        return batch;
    }

    private Map<String, Object> offset(LaneState state) {
        return new LaneOffset(identity, state)
                .toMap(store.positions().format(state.mark().position()));
    }

    /** Makes a running call return soon; for another thread. */
    public void cancel() {
        cancelled = true;
        RowStore current = store;
        if (current != null) {
            current.cancel();
        }
    }

    @Override
    public void close() {
        RowStore current = store;
        if (current != null) {
            current.close();
        }
    }
}

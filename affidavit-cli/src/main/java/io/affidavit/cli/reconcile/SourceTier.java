/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.cli.output.Failure;
import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.LogSplit;
import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.spi.StoreException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The source table, read again by the connector's own code, so that the same row has the same hash. */
final class SourceTier implements Tier {

    private static final int PAGE_ROWS = 5_000;
    private static final long PAGE_CHARS = 8L << 20;

    private final LogSource store;
    private final WindowGrid grid;
    private final long bound;

    SourceTier(LogSource store, WindowGrid grid, long bound) {
        this.store = store;
        this.grid = grid;
        this.bound = bound;
    }

    @Override
    public TierName name() {
        return TierName.SOURCE;
    }

    @Override
    public void read(Consumer<Sighting> rows) {
        try {
            long from = Long.MIN_VALUE;
            while (from < bound) {
                OptionalLong first = store.firstPosition(from, bound);
                if (first.isEmpty()) {
                    return;
                }
                long window = grid.windowOf(first.getAsLong());
                readWindow(window, rows);
                from = grid.endOf(window);
            }
        } catch (StoreException e) {
            throw new Failure(e.getMessage());
        }
    }

    @Override
    public void read(Set<Long> windows, Consumer<Sighting> rows) {
        try {
            for (long window : new TreeSet<>(windows)) {
                readWindow(window, rows);
            }
        } catch (StoreException e) {
            throw new Failure(e.getMessage());
        }
    }

    private void readWindow(long window, Consumer<Sighting> rows) throws StoreException {
        long before = Math.min(grid.endOf(window), bound);
        Position after = null;
        RowPage page;
        do {
            page = store.read(
                    new PageRequest(new LogSplit(grid.startOf(window), before), after, PAGE_ROWS, PAGE_CHARS));
            for (SourceRow row : page.rows()) {
                rows.accept(new Sighting(row.position().cursor(), row.position().key(), row.rowHash(), false));
                after = row.position();
            }
        } while (!page.exhausted());
    }
}

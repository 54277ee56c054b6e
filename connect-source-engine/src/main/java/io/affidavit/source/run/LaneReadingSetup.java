/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.run;

import io.affidavit.source.emit.Origin;
import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.offset.AcceptedTable;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one task reads.
 *
 * @param store opens the table
 * @param grid the window grid, by whether positions are times
 * @param manifestTopic where manifests of windows go, if anywhere
 * @param sweepAfter how long after its closing a window is read again; empty for never
 */
public record LaneReadingSetup(
        SourceOpener store,
        Function<Boolean, WindowGrid> grid,
        List<Integer> lanes,
        StoredOffsets offsets,
        AcceptedTable acceptedTable,
        int pageRows,
        long pageChars,
        Optional<String> manifestTopic,
        List<Duration> sweepAfter,
        Origin origin,
        InstantSource clock) {

    /** Opens a store whose row hashes cover the list used so far, if there is one. */
    @FunctionalInterface
    public interface SourceOpener {
        LogSource open(Optional<String> hashColumns) throws StoreException;
    }

    public LaneReadingSetup {
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(grid, "grid");
        Objects.requireNonNull(offsets, "offsets");
        Objects.requireNonNull(acceptedTable, "acceptedTable");
        Objects.requireNonNull(manifestTopic, "manifestTopic");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(clock, "clock");
        lanes = List.copyOf(lanes);
        sweepAfter = List.copyOf(sweepAfter);
    }
}

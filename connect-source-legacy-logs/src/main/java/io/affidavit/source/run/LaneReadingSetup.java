/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.run;

import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.spi.RowStore;
import io.affidavit.source.spi.StoreException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one task reads.
 *
 * @param store opens the table
 * @param grid the window grid, by whether positions are times
 * @param source first field of offset partitions
 * @param entity second field of offset partitions
 */
public record LaneReadingSetup(
        StoreOpener store,
        Function<Boolean, WindowGrid> grid,
        String source,
        String entity,
        List<Integer> lanes,
        StoredOffsets offsets,
        Optional<Long> acceptedTable,
        int pageRows,
        long pageChars) {

    /** Opens a store whose row hashes cover the list used so far, if there is one. */
    @FunctionalInterface
    public interface StoreOpener {
        RowStore open(Optional<String> hashColumns) throws StoreException;
    }

    public LaneReadingSetup {
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(grid, "grid");
        Objects.requireNonNull(offsets, "offsets");
        lanes = List.copyOf(lanes);
    }
}

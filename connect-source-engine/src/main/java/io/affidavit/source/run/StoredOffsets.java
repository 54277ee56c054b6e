/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.run;

import io.affidavit.source.engine.LaneAssignment;
import io.affidavit.source.engine.LaneState;
import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.offset.AcceptedTable;
import io.affidavit.source.offset.LaneOffset;
import io.affidavit.source.offset.LanePartition;
import io.affidavit.source.offset.OffsetFormatException;
import io.affidavit.source.offset.TableIdentity;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * The offsets of all lanes of a table, as Connect keeps them. Every task looks at all of them, lanes beyond the
 * configured number included, so that a changed grid or table never goes unseen.
 */
public final class StoredOffsets {

    private final Map<Integer, Map<String, Object>> offsets;

    private StoredOffsets(Map<Integer, Map<String, Object>> offsets) {
        this.offsets = Map.copyOf(offsets);
    }

    public static StoredOffsets read(OffsetStorageReader reader, String source, String entity) {
        List<Map<String, Object>> partitions = new ArrayList<>(LaneAssignment.MOST_LANES);
        for (int lane = 0; lane < LaneAssignment.MOST_LANES; lane++) {
            partitions.add(new LanePartition(source, entity, lane).toMap());
        }
        Map<Map<String, Object>, Map<String, Object>> stored = reader.offsets(partitions);
        Map<Integer, Map<String, Object>> offsets = new HashMap<>();
        for (int lane = 0; lane < LaneAssignment.MOST_LANES; lane++) {
            Map<String, Object> offset = stored.get(partitions.get(lane));
            if (offset != null) {
                offsets.put(lane, offset);
            }
        }
        return new StoredOffsets(offsets);
    }

    /** The id of the column list that earlier hashes cover, or empty where nothing has been read. */
    public Optional<String> hashColumns() {
        return offsets.values().stream()
                .map(offset -> offset.get("columns"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst();
    }

    /**
     * Where lanes stopped.
     *
     * @throws StoreException fatal, if the offsets belong to another grid, table or column list
     */
    public Map<Integer, LaneState> states(WindowGrid grid, LogSource store, AcceptedTable acceptedTable)
            throws StoreException {
        Map<Integer, LaneState> states = new HashMap<>();
        for (Map.Entry<Integer, Map<String, Object>> entry : offsets.entrySet()) {
            LaneOffset offset = decode(entry.getValue(), store);
            require(offset.identity(), grid, store, acceptedTable);
            states.put(entry.getKey(), offset.state());
        }
        return states;
    }

    private static LaneOffset decode(Map<String, Object> map, LogSource store) throws StoreException {
        try {
            return LaneOffset.of(map, store.positions());
        } catch (OffsetFormatException e) {
            throw StoreException.fatal(e.getMessage());
        }
    }

    static void require(TableIdentity stored, WindowGrid grid, LogSource store, AcceptedTable acceptedTable)
            throws StoreException {
        if (!stored.grid().equals(grid)) {
            throw StoreException.fatal(
                    "Cannot go on reading: lanes and window are fixed once reading has begun. It began with source.lanes="
                            + stored.grid().lanes() + " and windows of " + windowText(stored.grid(), store)
                            + ". Set these again, or delete the connector's offsets to read everything anew.");
        }
        if (stored.table() != store.tableId() && !acceptedTable.is(store.tableId())) {
            throw StoreException.fatal("Cannot go on reading: the table was replaced since its rows were read. "
                    + acceptedTable.advice(store.tableId()));
        }
        if (!stored.hashColumns().equals(store.hashColumns())) {
            throw StoreException.fatal(
                    "Cannot go on reading: row hashes so far cover another list of columns, so every old row would look revised. "
                            + "Restore source.hash.columns or source.preset, or delete the connector's offsets to read everything anew.");
        }
    }

    private static String windowText(WindowGrid grid, LogSource store) {
        return store.isTimed() ? grid.width() / 1000 + "ms" : grid.width() + " numbers";
    }
}

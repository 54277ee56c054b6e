/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.run;

import io.affidavit.source.engine.LaneAssignment;
import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.offset.AcceptedTable;
import io.affidavit.source.offset.LaneOffset;
import io.affidavit.source.offset.LanePartition;
import io.affidavit.source.offset.OffsetFormatException;
import io.affidavit.source.run.LaneReadingSetup.SourceOpener;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.StoreException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.connect.errors.ConnectException;

/** Checks offsets that an administrator wants to set, before Connect stores them. */
public final class OffsetAlteration {

    private OffsetAlteration() {}

    /**
     * Passes if every partition is a lane of this table and every offset is null, which starts the lane anew, or a
     * position below the safe bound. Positions beyond it could skip rows that are still to appear.
     *
     * @throws ConnectException naming the field at fault, never its value
     */
    public static void check(
            Map<Map<String, ?>, Map<String, ?>> offsets,
            String source,
            String entity,
            Function<Boolean, WindowGrid> grid,
            AcceptedTable acceptedTable,
            SourceOpener opener) {
        try {
            for (Map<String, ?> partition : offsets.keySet()) {
                checkPartition(LanePartition.of(partition), source, entity);
            }
            if (offsets.values().stream().anyMatch(Objects::nonNull)) {
                Optional<String> used = offsets.values().stream()
                        .filter(Objects::nonNull)
                        .map(offset -> offset.get("columns"))
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .findFirst();
                try (LogSource store = opener.open(used)) {
                    checkOffsets(offsets, store, grid.apply(store.isTimed()), acceptedTable);
                }
            }
        } catch (OffsetFormatException | StoreException e) {
            throw new ConnectException(e.getMessage());
        }
    }

    private static void checkPartition(LanePartition partition, String source, String entity) {
        if (!partition.source().equals(source) || !partition.entity().equals(entity)) {
            throw new ConnectException("Cannot alter offsets: a partition is not of this connector's table. "
                    + "Use source and entity as GET /connectors/NAME/offsets shows them.");
        }
        if (partition.lane() >= LaneAssignment.MOST_LANES) {
            throw new ConnectException("Cannot alter offsets: there is no such lane. Use lanes below source.lanes.");
        }
    }

    private static void checkOffsets(
            Map<Map<String, ?>, Map<String, ?>> offsets, LogSource store, WindowGrid grid, AcceptedTable acceptedTable)
            throws StoreException {
        long bound = store.safeBound();
        for (Map.Entry<Map<String, ?>, Map<String, ?>> entry : offsets.entrySet()) {
            if (entry.getValue() == null) {
                continue;
            }
            int lane = LanePartition.of(entry.getKey()).lane();
            LaneOffset offset = LaneOffset.of(entry.getValue(), store.positions());
            StoredOffsets.require(offset.identity(), grid, store, acceptedTable);
            if (grid.laneOf(offset.state().window()) != lane) {
                throw new ConnectException("Cannot alter offsets: the window of lane " + lane
                        + " belongs to another lane. Window i belongs to lane i modulo source.lanes.");
            }
            if (!store.isKey(offset.state().position().key())) {
                throw new ConnectException(
                        "Cannot alter offsets: the key of lane " + lane + " is not of the form of this table's keys.");
            }
            if (offset.state().closed()) {
                throw new ConnectException("Cannot alter offsets: the window of lane " + lane
                        + " is marked as read to its end, so rows after the cursor would be skipped. Set closed to 0.");
            }
            if (offset.state().position().cursor() >= bound) {
                throw new ConnectException(
                        "Cannot alter offsets: the cursor of lane " + lane
                                + " is at or past the safe bound, so rows that are still to appear could be skipped. Use an earlier one.");
            }
        }
    }
}

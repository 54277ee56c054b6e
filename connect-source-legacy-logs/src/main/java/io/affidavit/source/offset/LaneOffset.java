/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.offset;

import io.affidavit.source.engine.LaneState;
import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.spi.PositionText;
import io.affidavit.source.spi.RowMark;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The source offset of a lane: {@code {v, lanes, width, window, cursor, key, count, sum, xor, table, columns}}, all of
 * them text or whole numbers. {@code count}, {@code sum} and {@code xor} are the running checksum of every row that the
 * lane has given, so that a crash keeps it in step with the position.
 */
public record LaneOffset(TableIdentity identity, LaneState state) {

    private static final long VERSION = 1;
    private static final HexFormat HEX = HexFormat.of();

    public LaneOffset {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(state, "state");
    }

    /** @param cursorText the mark's position as {@link PositionText} writes it */
    public Map<String, Object> toMap(String cursorText) {
        Map<String, Object> map = new LinkedHashMap<>(16);
        map.put("v", VERSION);
        map.put("lanes", (long) identity.grid().lanes());
        map.put("width", identity.grid().width());
        map.put("window", state.window());
        map.put("cursor", cursorText);
        map.put("key", state.mark().key());
        map.put("count", state.count());
        map.put("sum", HEX.toHexDigits(state.sum()));
        map.put("xor", HEX.toHexDigits(state.xor()));
        map.put("table", identity.table());
        map.put("columns", identity.hashColumns());
        return map;
    }

    /** @throws OffsetFormatException if the map is not an offset of this version, or contradicts itself */
    public static LaneOffset of(Map<String, ?> map, PositionText axis) {
        if (OffsetFields.number(map, "v") != VERSION) {
            throw new OffsetFormatException(
                    "v", "must be " + VERSION + "; a newer connector wrote it, or it was altered");
        }
        long lanes = OffsetFields.number(map, "lanes");
        long width = OffsetFields.number(map, "width");
        long count = OffsetFields.number(map, "count");
        if (lanes < 1 || lanes > Integer.MAX_VALUE || width < 1 || count < 0) {
            throw new OffsetFormatException("lanes, width or count", "is out of range");
        }
        WindowGrid grid = new WindowGrid((int) lanes, width);
        long window = OffsetFields.number(map, "window");
        RowMark mark = new RowMark(position(map, axis), OffsetFields.text(map, "key"));
        if (grid.windowOf(mark.position()) != window) {
            throw new OffsetFormatException("cursor", "must lie in the window");
        }
        return new LaneOffset(
                new TableIdentity(grid, OffsetFields.number(map, "table"), OffsetFields.text(map, "columns")),
                new LaneState(window, mark, count, OffsetFields.hex(map, "sum"), OffsetFields.hex(map, "xor")));
    }

    private static long position(Map<String, ?> map, PositionText axis) {
        try {
            return axis.parse(OffsetFields.text(map, "cursor"));
        } catch (IllegalArgumentException e) {
            throw new OffsetFormatException("cursor", "must be " + axis.expectation());
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.offset;

import io.affidavit.source.engine.LaneState;
import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.PositionText;
import io.affidavit.source.sums.ClosedWindow;
import io.affidavit.source.sums.RowSketch;
import io.affidavit.source.sums.Sums;
import io.affidavit.source.sums.WindowRows;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The source offset of a lane: {@code {v, lanes, width, window, cursor, key, count, sum, xor, table, columns, rows,
 * sketch, closed, unswept}}, all of them text or whole numbers. {@code count}, {@code sum} and {@code xor} are the running
 * checksum of every row that the lane has given, {@code rows} and {@code sketch} cover those of its window, so that a
 * crash keeps them in step with the position. {@code closed} is 1 once the window's manifest was sent; {@code unswept}
 * lists windows to be read again. The latter four are of version 2; version 1 is still read.
 */
public record LaneOffset(TableIdentity identity, LaneState state) {

    private static final long VERSION = 2;
    private static final long WITHOUT_WINDOWS = 1;
    private static final String SEPARATOR = " ";

    public LaneOffset {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(state, "state");
    }

    /** @param cursorText the cursor as {@link PositionText} writes it */
    public Map<String, Object> toMap(String cursorText) {
        Map<String, Object> map = new LinkedHashMap<>(32);
        map.put("v", VERSION);
        map.put("lanes", (long) identity.grid().lanes());
        map.put("width", identity.grid().width());
        map.put("window", state.window());
        map.put("cursor", cursorText);
        map.put("key", state.position().key());
        map.put("count", state.given().count());
        map.put("sum", state.given().sumHex());
        map.put("xor", state.given().xorHex());
        map.put("table", identity.table());
        map.put("columns", identity.hashColumns());
        map.put("rows", state.rows() == null ? "" : state.rows().sums().text());
        map.put("sketch", state.rows() == null ? "" : state.rows().sketch().text());
        map.put("closed", state.closed() ? 1L : 0L);
        map.put("unswept", state.unswept().stream().map(ClosedWindow::text).collect(Collectors.joining(SEPARATOR)));
        return map;
    }

    /** @throws OffsetFormatException if the map is not an offset of a known version, or contradicts itself */
    public static LaneOffset of(Map<String, ?> map, PositionText axis) {
        long version = OffsetFields.number(map, "v");
        if (version != VERSION && version != WITHOUT_WINDOWS) {
            throw new OffsetFormatException(
                    "v", "must be at most " + VERSION + "; a newer connector wrote it, or it was altered");
        }
        long lanes = OffsetFields.number(map, "lanes");
        long width = OffsetFields.number(map, "width");
        long count = OffsetFields.number(map, "count");
        if (lanes < 1 || lanes > Integer.MAX_VALUE || width < 1 || count < 0) {
            throw new OffsetFormatException("lanes, width or count", "is out of range");
        }
        WindowGrid grid = new WindowGrid((int) lanes, width);
        long window = OffsetFields.number(map, "window");
        Position position = new Position(
                parsed(map, "cursor", axis::parse, "must be " + axis.expectation()), OffsetFields.text(map, "key"));
        if (grid.windowOf(position.cursor()) != window) {
            throw new OffsetFormatException("cursor", "must lie in the window");
        }
        Sums given = new Sums(count, OffsetFields.hex(map, "sum"), OffsetFields.hex(map, "xor"));
        LaneState state = version == WITHOUT_WINDOWS
                ? new LaneState(window, position, given, null, false, List.of())
                : new LaneState(
                        window, position, given, rows(map), OffsetFields.number(map, "closed") == 1, unswept(map));
        return new LaneOffset(
                new TableIdentity(grid, OffsetFields.number(map, "table"), OffsetFields.text(map, "columns")), state);
    }

    private static WindowRows rows(Map<String, ?> map) {
        String form = "must be count:sum:xor and its sketch, or both empty";
        Sums sums = parsed(map, "rows", text -> text.isEmpty() ? null : Sums.parse(text), form);
        RowSketch sketch = parsed(map, "sketch", RowSketch::parse, form);
        return sums == null ? null : new WindowRows(sums, sketch);
    }

    private static List<ClosedWindow> unswept(Map<String, ?> map) {
        return parsed(
                map,
                "unswept",
                text -> text.isEmpty()
                        ? List.of()
                        : Arrays.stream(text.split(SEPARATOR, -1))
                                .map(ClosedWindow::parse)
                                .toList(),
                "must be as it was, or empty");
    }

    private static <T> T parsed(Map<String, ?> map, String field, Function<String, T> parser, String expectation) {
        try {
            return parser.apply(OffsetFields.text(map, field));
        } catch (IllegalArgumentException e) {
            throw new OffsetFormatException(field, expectation);
        }
    }
}

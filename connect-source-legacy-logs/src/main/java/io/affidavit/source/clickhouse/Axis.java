/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.clickhouse;

import io.affidavit.source.spi.PositionText;
import io.affidavit.source.spi.UtcMicros;

/**
 * What orders rows: a time column, in microseconds, or the numbers of inserted blocks.
 *
 * @param column quoted
 * @param seconds whether the column holds whole seconds (DateTime)
 */
record Axis(boolean time, String column, boolean seconds) implements PositionText {

    /** What DateTime64 can hold: 1900 to 2299. */
    private static final long EARLIEST = -2_208_988_800_000_000L;

    private static final long LATEST = 10_413_791_999_000_000L;

    static Axis ofBlocks() {
        return new Axis(false, ClickHouseSettings.BLOCK_NUMBER, false);
    }

    static Axis ofTime(String column, boolean seconds) {
        return new Axis(true, Sql.name(column), seconds);
    }

    /** The position as an expression of type Int64. */
    String position() {
        if (!time) {
            return "toInt64(" + column + ")";
        }
        return seconds
                ? "toInt64(toUnixTimestamp(" + column + ")) * 1000000"
                : "toUnixTimestamp64Micro(toDateTime64(" + column + ", 6))";
    }

    /** A position as a value that the column can be compared with. */
    String literal(long position) {
        return time
                ? "fromUnixTimestamp64Micro(" + Math.max(EARLIEST, Math.min(LATEST, position)) + ")"
                : Long.toString(Math.max(0, position));
    }

    /** Rows with {@code from <= position < before}; ends beyond what the column can hold are left out. */
    String within(long from, long before) {
        boolean open = time ? from <= EARLIEST : from <= 0;
        boolean endless = time ? before > LATEST : before == Long.MAX_VALUE;
        return (open ? "1" : column + " >= " + literal(from))
                + (endless ? "" : " AND " + column + " < " + literal(before));
    }

    @Override
    public String format(long position) {
        return time ? UtcMicros.TEXT.format(position) : Long.toString(position);
    }

    @Override
    public long parse(String text) {
        if (time) {
            return UtcMicros.TEXT.parse(text);
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("Not " + expectation() + ".");
        }
        return Long.parseLong(text);
    }

    @Override
    public String expectation() {
        return time ? UtcMicros.TEXT.expectation() : "the number of a block";
    }
}

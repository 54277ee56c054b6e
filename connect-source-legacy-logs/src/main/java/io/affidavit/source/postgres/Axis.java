/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.spi.EpochUnit;
import io.affidavit.source.spi.MicroTime;
import io.affidavit.source.spi.PositionText;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How the cursor column's values become positions and back.
 *
 * @param time whether positions are microseconds since the epoch, else numbers
 * @param zone the offset in which a time without zone is kept; null for a time with zone, or a number
 * @param unit of a number that counts the time since the epoch
 * @param step microseconds that may lie between a moment and the earlier time that is kept of it
 */
record Axis(boolean time, ZoneOffset zone, Optional<EpochUnit> unit, long step) implements PositionText {

    /** The axis of a cursor column's type, or empty where the type cannot be a cursor. */
    static Optional<Axis> of(Column cursor, ZoneOffset zoneOfBareTimes, Optional<EpochUnit> unit) {
        int byDefault = ClockDefault.of(cursor.defaultExpression())
                .map(ClockDefault::digits)
                .orElse(ClockDefault.MOST_DIGITS);
        return switch (cursor.type()) {
            case "timestamp", "timestamptz" -> {
                ZoneOffset zone = cursor.type().equals("timestamp") ? zoneOfBareTimes : null;
                long step = step(Math.min(cursor.digits(), byDefault));
                yield unit.isPresent() ? Optional.empty() : Optional.of(new Axis(true, zone, unit, step));
            }
            case "int2", "int4", "int8" ->
                Optional.of(new Axis(unit.filter(EpochUnit::isTimed).isPresent(), null, unit, step(byDefault)));
            default -> Optional.empty();
        };
    }

    private static long step(int digits) {
        long step = 1;
        for (int i = digits; i < ClockDefault.MOST_DIGITS; i++) {
            step *= 10;
        }
        return step;
    }

    /** Whether a sequence orders rows. */
    boolean isNumbered() {
        return !time && unit.isEmpty();
    }

    /**
     * A position in SQL, of a type that holds every position.
     *
     * @param literal what gives its {@link #literal}
     */
    String sql(String literal, Column cursor) {
        return literal + "::" + (isTimestamp() ? cursor.sqlType() : "pg_catalog.int8");
    }

    /** The text that a position has for the server. */
    String literal(long position) {
        return isTimestamp() ? PgTime.literal(position, zone) : Long.toString(value(position));
    }

    long position(String serverText) {
        if (isTimestamp()) {
            return PgTime.microsOfServerText(serverText, zone == null ? ZoneOffset.UTC : zone);
        }
        return positionOfNumber(Long.parseLong(serverText));
    }

    /** The position of a value of a column of numbers. */
    long positionOfNumber(long number) {
        return unit.isPresent() ? unit.get().position(number) : number;
    }

    /**
     * The position below which no time lies that is kept of this moment or a later one. The server rounds to the digits
     * of the column, so that what it keeps may be before the moment.
     */
    long positionOfTime(long micros) {
        long kept = MicroTime.floor(micros, step);
        return unit.isPresent() ? unit.get().positionOfTime(kept) : kept;
    }

    private long value(long position) {
        return unit.isPresent() ? unit.get().value(position) : position;
    }

    private boolean isTimestamp() {
        return time && unit.isEmpty();
    }

    @Override
    public String format(long position) {
        return text().format(position);
    }

    @Override
    public long parse(String text) {
        return text().parse(text);
    }

    @Override
    public String expectation() {
        return text().expectation();
    }

    private PositionText text() {
        return time ? PositionText.times() : PositionText.numbers();
    }
}

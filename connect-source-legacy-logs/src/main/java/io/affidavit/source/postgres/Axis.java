/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.spi.EpochUnit;
import io.affidavit.source.spi.PositionText;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How the cursor column's values become positions and back.
 *
 * @param time whether positions are microseconds since the epoch, else numbers
 * @param zone the offset in which a time without zone is kept; null for a time with zone, or a number
 * @param unit of a number that counts the time since the epoch
 */
record Axis(boolean time, ZoneOffset zone, Optional<EpochUnit> unit) implements PositionText {

    /** The axis of a cursor column's type, or empty where the type cannot be a cursor. */
    static Optional<Axis> of(Column cursor, ZoneOffset zoneOfBareTimes, Optional<EpochUnit> unit) {
        return switch (cursor.type()) {
            case "timestamp" -> unit.isPresent() ? Optional.empty() : Optional.of(times(zoneOfBareTimes));
            case "timestamptz" -> unit.isPresent() ? Optional.empty() : Optional.of(times(null));
            case "int2", "int4", "int8" ->
                Optional.of(new Axis(unit.filter(EpochUnit::isTimed).isPresent(), null, unit));
            default -> Optional.empty();
        };
    }

    private static Axis times(ZoneOffset zone) {
        return new Axis(true, zone, Optional.empty());
    }

    /** Whether a sequence orders rows. */
    boolean isNumbered() {
        return !time && unit.isEmpty();
    }

    /** The placeholder for a position, of a type that holds every position. */
    String placeholder(Column cursor) {
        return isTimestamp() ? "?::" + cursor.sqlType() : "?::pg_catalog.int8";
    }

    /** The text to bind for a position. */
    String literal(long position) {
        return isTimestamp() ? PgTime.literal(position, zone) : Long.toString(value(position));
    }

    long position(String serverText) {
        if (isTimestamp()) {
            return PgTime.microsOfServerText(serverText, zone == null ? ZoneOffset.UTC : zone);
        }
        long number = Long.parseLong(serverText);
        return unit.isPresent() ? unit.get().position(number) : number;
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

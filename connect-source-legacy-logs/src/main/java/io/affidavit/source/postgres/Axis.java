/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.spi.PositionText;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How the cursor column's values become positions and back.
 *
 * @param time whether positions are microseconds since the epoch, else numbers
 * @param zone the offset in which a time without zone is kept; null for a time with zone, or a number
 */
record Axis(boolean time, ZoneOffset zone) implements PositionText {

    /** The axis of a cursor column's type, or empty where the type cannot be a cursor. */
    static Optional<Axis> of(Column cursor, ZoneOffset zoneOfBareTimes) {
        return switch (cursor.type()) {
            case "timestamp" -> Optional.of(new Axis(true, zoneOfBareTimes));
            case "timestamptz" -> Optional.of(new Axis(true, null));
            case "int2", "int4", "int8" -> Optional.of(new Axis(false, null));
            default -> Optional.empty();
        };
    }

    /** The placeholder for a position, of a type that holds every position. */
    String placeholder(Column cursor) {
        return time ? "?::" + cursor.sqlType() : "?::pg_catalog.int8";
    }

    /** The text to bind for a position. */
    String literal(long position) {
        return time ? PgTime.literal(position, zone) : Long.toString(position);
    }

    long position(String serverText) {
        return time
                ? PgTime.microsOfServerText(serverText, zone == null ? ZoneOffset.UTC : zone)
                : Long.parseLong(serverText);
    }

    @Override
    public String format(long position) {
        return time ? PgTime.iso(position) : Long.toString(position);
    }

    @Override
    public long parse(String text) {
        return time ? PgTime.parseIso(text) : Long.parseLong(text);
    }

    @Override
    public String expectation() {
        return time ? "a UTC time with microseconds, like 2026-01-02T03:04:05.123456Z" : "a whole number";
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.spi;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Units in which a column of whole numbers counts the time since the epoch. */
public enum EpochUnit {
    SECONDS("s", 1_000_000),
    MILLIS("ms", 1_000),
    MICROS("us", 1),
    /** Finer than positions in time are, so that positions are the numbers themselves. */
    NANOS("ns", 0);

    private static final long NANOS_PER_MICRO = 1000;

    private final String text;
    private final long micros;

    EpochUnit(String text, long micros) {
        this.text = text;
        this.micros = micros;
    }

    /** What is written in a config. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(unit -> unit.text).toList();
    }

    public static Optional<EpochUnit> of(String text) {
        return Arrays.stream(values()).filter(unit -> unit.text.equals(text)).findFirst();
    }

    /** Whether positions are microseconds. */
    public boolean isTimed() {
        return this != NANOS;
    }

    /** The position of a value of the column. */
    public long position(long value) {
        return isTimed() ? Math.multiplyExact(value, micros) : value;
    }

    /** The least value of the column at or behind a position, so that half-open ranges stay what they are. */
    public long value(long position) {
        return isTimed() ? -Math.floorDiv(-Math.max(position, -Long.MAX_VALUE), micros) : position;
    }

    /** The position of a time in microseconds, or of the last one before it that this unit can count. */
    public long positionOfTime(long time) {
        if (isTimed()) {
            return MicroTime.floor(time, micros);
        }
        long most = Long.MAX_VALUE / NANOS_PER_MICRO;
        return Math.max(-most, Math.min(most, time)) * NANOS_PER_MICRO;
    }
}

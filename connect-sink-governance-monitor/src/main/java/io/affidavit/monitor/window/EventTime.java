/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.window;

import io.affidavit.monitor.fields.FieldValues;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads the time of an event from one of its fields: milliseconds since 1970, or ISO-8601 text with a zone. */
public final class EventTime {

    /** What is read of a field that holds no time. */
    public static final long NONE = Long.MIN_VALUE;

    /** 9999-12-31T23:59:59.999Z: later times are no times of events. */
    private static final long LAST = 253_402_300_799_999L;

    private EventTime() {}

    /** Milliseconds since 1970, or {@link #NONE}. */
    public static long of(FieldValues values, int field) {
        double number = values.number(field);
        if (number >= 0 && number <= LAST) {
            return (long) number;
        }
        String text = values.present(field) ? values.text(field) : null;
        return text == null || text.length() < 17 || text.length() > 40 ? NONE : parse(text);
    }

    @SuppressWarnings("UnusedException") // its message quotes the text
    private static long parse(String text) {
        try {
            long time = (text.endsWith("Z")
                            ? Instant.parse(text)
                            : OffsetDateTime.parse(text).toInstant())
                    .toEpochMilli();
            return time < 0 || time > LAST ? NONE : time;
        } catch (DateTimeException | ArithmeticException e) {
            return NONE;
        }
    }
}

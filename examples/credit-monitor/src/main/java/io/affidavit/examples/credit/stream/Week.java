/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.stream;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The week that the stream is about: the same whenever it is made, so that incidents have the same ids. */
public final class Week {
    /** Where the credit desk is. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    /** Its first hour. */
    public static final int OPENS = 7;
    /** The hour at which it closes. */
    public static final int CLOSES = 20;

    static final int WORKDAYS = 5;
    static final int DAYS = 7;

    private static final LocalDate MONDAY = LocalDate.of(2025, 5, 12);

    private Week() {}

    /** The first moment of the week. */
    public static Instant begin() {
        return at(DayOfWeek.MONDAY, 0, 0);
    }

    /** The first moment after it. */
    public static Instant end() {
        return MONDAY.plusDays(DAYS).atStartOfDay(ZONE).toInstant();
    }

    /** A moment of the week, in the desk's own time. */
    static Instant at(DayOfWeek day, int hour, int minute) {
        return local(day.getValue() - 1, hour, minute).atZone(ZONE).toInstant();
    }

    static LocalDateTime local(int day, int hour, int minute) {
        return MONDAY.plusDays(day).atTime(hour, minute);
    }

    /** Whether somebody is at the desk. */
    public static boolean open(Instant time) {
        ZonedDateTime local = time.atZone(ZONE);
        boolean workday = local.getDayOfWeek().getValue() <= WORKDAYS;
        return workday && local.getHour() >= OPENS && local.getHour() < CLOSES;
    }
}

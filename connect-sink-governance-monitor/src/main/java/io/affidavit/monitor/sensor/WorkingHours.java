/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * When people work.
 *
 * @param from first hour
 * @param to hour at which work ends, up to 24
 * @param weekends whether Saturday and Sunday are days of work
 * @param holidays days off
 */
record WorkingHours(ZoneId zone, int from, int to, boolean weekends, Set<LocalDate> holidays) {

    WorkingHours {
        holidays = Set.copyOf(holidays);
        if (from >= to) {
            throw new IllegalArgumentException("the first hour of work must be before the last. Correct from and to");
        }
    }

    /** Whether a time is among them. */
    boolean include(long millis) {
        ZonedDateTime time = Instant.ofEpochMilli(millis).atZone(zone);
        boolean weekend = time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
        return time.getHour() >= from
                && time.getHour() < to
                && (weekends || !weekend)
                && !holidays.contains(time.toLocalDate());
    }
}

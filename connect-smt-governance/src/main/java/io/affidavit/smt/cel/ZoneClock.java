/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * What the clocks of a time zone show. Its rules are asked once for all times between the same two changes of the clocks: asking
 * them takes longer than all else. Safe for many threads.
 */
final class ZoneClock {

    private static final long DAY = 86_400;
    private static final long HOUR = 3_600;
    /** 1970-01-01 was a Thursday, three days after a Monday. */
    private static final int FIRST_WEEKDAY = 3;

    private static final int SATURDAY = 5;

    private final ZoneRules rules;
    private volatile Span last;

    ZoneClock(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /** From 0 to 23. */
    long hour(Instant time) {
        return Math.floorMod(local(time), DAY) / HOUR;
    }

    boolean weekend(Instant time) {
        return Math.floorMod(Math.floorDiv(local(time), DAY) + FIRST_WEEKDAY, 7) >= SATURDAY;
    }

    LocalDate date(Instant time) {
        return LocalDate.ofEpochDay(Math.floorDiv(local(time), DAY));
    }

    /** Seconds from 1970-01-01T00:00 to then, as the clocks show both. */
    private long local(Instant time) {
        long second = time.getEpochSecond();
        Span span = last;
        if (span == null || second < span.start || second >= span.end) {
            span = Span.around(second, rules);
            last = span;
        }
        return second + span.offset;
    }

    /** Seconds since 1970, end excluded, during which the clocks are the same number of seconds ahead of UTC. */
    private record Span(long start, long end, int offset) {

        static Span around(long second, ZoneRules rules) {
            Instant time = Instant.ofEpochSecond(second);
            ZoneOffsetTransition before = rules.previousTransition(Instant.ofEpochSecond(second + 1));
            ZoneOffsetTransition after = rules.nextTransition(time);
            return new Span(
                    before == null ? Long.MIN_VALUE : before.toEpochSecond(),
                    after == null ? Long.MAX_VALUE : after.toEpochSecond(),
                    rules.getOffset(time).getTotalSeconds());
        }
    }
}

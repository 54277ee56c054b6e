/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.throttle;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of every day in UTC, whose clock never jumps; it may run past midnight.
 *
 * @param before the first minute no longer in it
 */
public record Hours(LocalTime from, LocalTime before) {

    private static final Pattern FORM = Pattern.compile("\\s*(\\d\\d:\\d\\d)\\s*-\\s*(\\d\\d:\\d\\d)\\s*");

    public Hours {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(before, "before");
    }

    /** Reads {@code 22:00-06:00}; empty where the text is of another form, or of no length. */
    public static Optional<Hours> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        try {
            if (matcher.matches()) {
                Hours hours = new Hours(LocalTime.parse(matcher.group(1)), LocalTime.parse(matcher.group(2)));
                return hours.from.equals(hours.before) ? Optional.empty() : Optional.of(hours);
            }
        } catch (DateTimeException e) {
            // no time of a day
        }
        return Optional.empty();
    }

    public boolean contain(Instant instant) {
        LocalTime now = LocalTime.ofInstant(instant, ZoneOffset.UTC);
        return from.isBefore(before)
                ? !now.isBefore(from) && now.isBefore(before)
                : !now.isBefore(from) || now.isBefore(before);
    }
}

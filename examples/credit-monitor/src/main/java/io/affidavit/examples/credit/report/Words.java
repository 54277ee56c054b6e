/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.report;

import io.affidavit.examples.credit.stream.Week;
import io.affidavit.examples.credit.watch.Told;
import io.affidavit.monitor.incident.Measure;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How times and figures are put to people. */
public final class Words {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH).withZone(Week.ZONE);
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).withZone(Week.ZONE);
    private static final Duration HOUR_LONG = Duration.ofHours(1);

    private Words() {}

    /** A moment of event time, such as {@code Tue 10:20}. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    /** The hour that begins then, such as {@code Tue 10:00-11:00}. */
    public static String hour(Instant start) {
        return TIME.format(start) + "-" + HOUR.format(start.plus(HOUR_LONG));
    }

    /** A length of event time, such as {@code 41 min} or {@code 3 h 05 min}. */
    public static String length(Duration length) {
        long minutes = Math.round(length.toSeconds() / 60.0);
        return minutes < 60
                ? minutes + " min"
                : String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
    }

    /** Seconds of the wall clock, such as {@code 1.4 s}. */
    public static String seconds(Duration length) {
        return String.format(Locale.ROOT, "%.1f s", length.toMillis() / 1000.0);
    }

    /** The figure that led to an incident; empty where there is none. */
    public static String figure(Told told) {
        if (told.incident().measures().isEmpty()) {
            return "";
        }
        Measure measure = told.incident().measures().get(0);
        StringBuilder text = new StringBuilder(measure.name());
        if (!measure.of().isEmpty()) {
            text.append(" of ").append(measure.of());
        }
        text.append(' ').append(number(measure.value()));
        if (Double.isFinite(measure.threshold())) {
            text.append(", threshold ").append(number(measure.threshold()));
        }
        if (Double.isFinite(measure.pValue())) {
            text.append(
                    measure.pValue() < 1e-9 ? ", p < 1e-9" : String.format(Locale.ROOT, ", p %.1e", measure.pValue()));
        }
        return text.append(String.format(Locale.ROOT, ", n %,d", measure.count()))
                .toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : String.format(Locale.ROOT, "%.3f", value);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.source.spi.MicroTime;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to write times so that the order of the texts is that of the times: {@code 2026-01-02 03:04:05}, with a
 * fixed number of digits of a second.
 *
 * @param separator between date and time of day
 * @param digits of the fraction of a second, 0 to 6
 * @param suffix empty, or a mark of UTC
 * @param zone what a text without mark means
 */
record TimeText(char separator, int digits, String suffix, ZoneOffset zone) {

    private static final long MICROS = 1_000_000L;
    private static final int MOST_DIGITS = 6;
    private static final Pattern FORM =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})([ T])(\\d{2}:\\d{2}:\\d{2})(?:\\.(\\d{1,6}))?(Z|\\+00:00|)");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /** Before all times a database holds; MariaDB writes it where there is none. */
    private static final String ZERO = "0000-00-00";

    private static final String YEAR_ZERO = "0000";
    private static final LocalDateTime FIRST = LocalDateTime.of(1, 1, 1, 0, 0);
    private static final LocalDateTime LAST = LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000);

    TimeText {
        if (digits < 0 || digits > MOST_DIGITS) {
            throw new IllegalArgumentException("Times have 0 to 6 digits of a second.");
        }
    }

    /** The way in which a text is written, if it is a time. */
    static Optional<TimeText> of(String sample, ZoneOffset zone) {
        Matcher form = FORM.matcher(sample);
        if (!form.matches()) {
            return Optional.empty();
        }
        int digits = form.group(4) == null ? 0 : form.group(4).length();
        return Optional.of(new TimeText(form.group(2).charAt(0), digits, form.group(5), zone));
    }

    /**
     * The position of a text written this way; a zero date is before all times.
     *
     * @throws IllegalArgumentException if it is written another way; the message does not repeat it
     */
    long micros(String text) {
        if (text.startsWith(ZERO)) {
            return MicroTime.NEGATIVE_INFINITY;
        }
        if (!of(text, zone).equals(Optional.of(this))) {
            throw new IllegalArgumentException("Not a time in the form of its column.");
        }
        if (text.startsWith(YEAR_ZERO)) {
            throw new IllegalArgumentException("Not a time after the zero date.");
        }
        return micros(text, offset());
    }

    /** The text of a position, or of the next one that can be written with these digits. */
    String text(long micros) {
        long step = step();
        long whole = micros > MicroTime.LATEST - step || micros < -MicroTime.LATEST
                ? micros
                : -Math.floorDiv(-micros, step) * step;
        if (micros == MicroTime.NEGATIVE_INFINITY) {
            return ZERO + separator + "00:00:00" + fraction(0) + suffix;
        }
        LocalDateTime time = local(whole);
        String text = SECONDS.format(time).replace(' ', separator);
        return text + fraction(time.get(ChronoField.MICRO_OF_SECOND)) + suffix;
    }

    /** The last position at or before another that can be written with these digits. */
    long floor(long micros) {
        return MicroTime.floor(micros, step());
    }

    /** Any time in UTC with microseconds; a text that is no time stays as it is. */
    static String iso(String text, ZoneOffset zone) {
        Optional<TimeText> form = of(text, zone);
        if (form.isEmpty()) {
            return text;
        }
        try {
            return MicroTime.iso(micros(text, form.get().offset()));
        } catch (DateTimeException e) {
            return text;
        }
    }

    private static long micros(String text, ZoneOffset offset) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("Not a time.");
        }
        LocalDateTime time = LocalDateTime.parse(form.group(1) + "T" + form.group(3));
        String fraction = form.group(4) == null ? "" : form.group(4);
        long micros = Long.parseLong((fraction + "000000").substring(0, MOST_DIGITS));
        return MicroTime.of(time) + micros - offset.getTotalSeconds() * MICROS;
    }

    private ZoneOffset offset() {
        return suffix.isEmpty() ? zone : ZoneOffset.UTC;
    }

    private LocalDateTime local(long micros) {
        if (Math.abs(micros / MICROS) > MicroTime.LATEST / MICROS) {
            return micros < 0 ? FIRST : LAST;
        }
        LocalDateTime time = MicroTime.local(micros).plus(offset().getTotalSeconds(), ChronoUnit.SECONDS);
        return time.isAfter(LAST) ? LAST : time.isBefore(FIRST) ? FIRST : time;
    }

    private String fraction(int micros) {
        return digits == 0
                ? ""
                : "." + String.format(Locale.ROOT, "%06d", micros).substring(0, digits);
    }

    private long step() {
        long step = MICROS;
        for (int i = 0; i < digits; i++) {
            step /= 10;
        }
        return step;
    }
}

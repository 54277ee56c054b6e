/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.layout;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How keys begin that name the time, in UTC, such as <code>{yyyy}/{MM}/{dd}/{HH}/</code>: parts of a time in braces, from
 * the year on without a gap, so that the order of keys is that of times, and other text between them.
 */
public final class TimePattern {

    private static final List<String> FIELDS = List.of("yyyy", "MM", "dd", "HH", "mm", "ss");
    private static final List<ChronoUnit> UNITS = List.of(
            ChronoUnit.YEARS,
            ChronoUnit.MONTHS,
            ChronoUnit.DAYS,
            ChronoUnit.HOURS,
            ChronoUnit.MINUTES,
            ChronoUnit.SECONDS);
    private static final long MICROS = 1_000_000;
    private static final long FIRST = micros(LocalDateTime.of(1, 1, 1, 0, 0));
    private static final long END = micros(LocalDateTime.of(9999, 12, 31, 23, 59, 59));

    /** Texts around the fields: one more than there are fields. */
    private final List<String> texts;

    private TimePattern(List<String> texts) {
        this.texts = List.copyOf(texts);
    }

    /** @throws IllegalArgumentException if it is no such pattern */
    public static TimePattern parse(String pattern) {
        List<String> texts = new ArrayList<>();
        int at = 0;
        int open = pattern.indexOf('{');
        while (open >= 0) {
            int close = pattern.indexOf('}', open);
            int field = texts.size();
            if (close < 0
                    || field == FIELDS.size()
                    || !pattern.substring(open + 1, close).equals(FIELDS.get(field))) {
                throw invalid();
            }
            texts.add(pattern.substring(at, open));
            at = close + 1;
            open = pattern.indexOf('{', at);
        }
        texts.add(pattern.substring(at));
        if (texts.size() < 3 || texts.get(texts.size() - 1).isEmpty()) {
            throw invalid();
        }
        return new TimePattern(texts);
    }

    private static IllegalArgumentException invalid() {
        return new IllegalArgumentException("Not a pattern like {yyyy}/{MM}/{dd}/{HH}/.");
    }

    /** Start of the period a key's beginning names. */
    OptionalLong start(String key) {
        int[] values = {1, 1, 1, 0, 0, 0};
        int at = 0;
        for (int i = 0; i < texts.size(); i++) {
            if (!key.startsWith(texts.get(i), at)) {
                return OptionalLong.empty();
            }
            at += texts.get(i).length();
            if (i < texts.size() - 1) {
                int length = FIELDS.get(i).length();
                int value = digits(key, at, at + length);
                if (value < 0) {
                    return OptionalLong.empty();
                }
                values[i] = value;
                at += length;
            }
        }
        try {
            return OptionalLong.of(
                    micros(LocalDateTime.of(values[0], values[1], values[2], values[3], values[4], values[5])));
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private static int digits(String text, int from, int before) {
        if (before > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < before; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    /** How keys of the period with this time begin; times beyond all periods give those of the first or the last. */
    String prefix(long micros) {
        LocalDateTime time = time(Math.max(FIRST, Math.min(END, micros)));
        int[] values = {
            time.getYear(),
            time.getMonthValue(),
            time.getDayOfMonth(),
            time.getHour(),
            time.getMinute(),
            time.getSecond()
        };
        StringBuilder prefix = new StringBuilder();
        for (int i = 0; i < texts.size() - 1; i++) {
            prefix.append(texts.get(i));
            String digits = Integer.toString(values[i]);
            prefix.append("0".repeat(FIELDS.get(i).length() - digits.length())).append(digits);
        }
        return prefix.append(texts.get(texts.size() - 1)).toString();
    }

    /** Start of the period in which a time lies. */
    long floor(long micros) {
        LocalDateTime time = time(Math.max(FIRST, Math.min(END, micros)));
        ChronoUnit unit = UNITS.get(texts.size() - 2);
        if (unit == ChronoUnit.MONTHS) {
            return micros(time.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS));
        }
        return micros(time.truncatedTo(unit));
    }

    /** The first start of a period at or after a time. */
    long ceiling(long micros) {
        long floor = floor(micros);
        return floor >= micros ? floor : micros(time(floor).plus(1, UNITS.get(texts.size() - 2)));
    }

    private static LocalDateTime time(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * 1000, ZoneOffset.UTC);
    }

    private static long micros(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC) * MICROS;
    }
}

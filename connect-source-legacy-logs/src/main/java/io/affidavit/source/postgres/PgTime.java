/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.spi.MicroTime;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;

/**
 * PostgreSQL times as microseconds since the epoch, which is their full precision. {@code -infinity} and
 * {@code infinity} are the ends of the number range. Texts of the server are read as its ISO date style gives them.
 */
final class PgTime {

    static final long NEGATIVE_INFINITY = MicroTime.NEGATIVE_INFINITY;
    static final long POSITIVE_INFINITY = MicroTime.POSITIVE_INFINITY;

    /** The start of the server's timestamp type, in 4714 BC. */
    private static final long EARLIEST = -210_866_803_200_000_000L;

    private static final long MICROS = 1_000_000L;
    private static final long DAY = 86_400;
    /** In seconds since the epoch. */
    private static final long YEAR_0 = -62_167_219_200L;

    private static final long YEAR_2000 = 946_684_800L;
    private static final long YEAR_10000 = 253_402_300_800L;
    private static final byte[] ISO_LETTERS = "yyyy-mm-ddThh:mm:ss.ffffffZ".getBytes(StandardCharsets.US_ASCII);
    private static final String UTC_SUFFIX = "+00";
    private static final int DATE_END = 10;
    private static final int SECONDS_END = 19;
    private static final int MICROS_END = 26;
    private static final String PAST = "-infinity";
    private static final String FUTURE = "infinity";

    private PgTime() {}

    /**
     * The ISO form of a server text such as {@code 2026-01-02 03:04:05.12+00}, both in ASCII. The session's time zone is
     * UTC.
     *
     * @param zone what a text without offset means
     */
    static byte[] isoOfServerText(byte[] text, int from, int to, ZoneOffset zone) {
        boolean zoned = to - from > UTC_SUFFIX.length() && text[to - UTC_SUFFIX.length()] == '+';
        int length = to - from - (zoned ? UTC_SUFFIX.length() : 0);
        boolean everyday = (zoned || zone.equals(ZoneOffset.UTC))
                && length >= SECONDS_END
                && length <= MICROS_END
                && text[from + 4] == '-'
                && text[from + DATE_END] == ' '
                && text[from + length - 1] >= '0'
                && text[from + length - 1] <= '9';
        if (!everyday) {
            return MicroTime.iso(microsOfServerText(new String(text, from, to - from, StandardCharsets.US_ASCII), zone))
                    .getBytes(StandardCharsets.US_ASCII);
        }
        byte[] iso = new byte[MICROS_END + 1];
        System.arraycopy(text, from, iso, 0, length);
        iso[DATE_END] = 'T';
        int end = length;
        if (end == SECONDS_END) {
            iso[end++] = '.';
        }
        Arrays.fill(iso, end, MICROS_END, (byte) '0');
        iso[MICROS_END] = 'Z';
        return iso;
    }

    /**
     * The time that the server keeps as a number: microseconds since 2000.
     *
     * @param zone that of the clock which the number was taken from
     */
    static long microsOfServerNumber(long number, ZoneOffset zone) {
        if (number == NEGATIVE_INFINITY || number == POSITIVE_INFINITY) {
            return number;
        }
        return Math.floorDiv(number, MICROS) + YEAR_2000 > MicroTime.LATEST / MICROS
                ? POSITIVE_INFINITY
                : number + (YEAR_2000 - zone.getTotalSeconds()) * MICROS;
    }

    /**
     * The ISO form of a time, in ASCII.
     *
     * @param former an array this method gave that may be written over, or null
     */
    static byte[] iso(long micros, byte[] former) {
        long seconds = Math.floorDiv(micros, MICROS);
        if (seconds < YEAR_0 || seconds >= YEAR_10000) {
            return MicroTime.iso(micros).getBytes(StandardCharsets.US_ASCII);
        }
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, DAY));
        int second = Math.floorMod(seconds, (int) DAY);
        byte[] iso = former != null && former.length == ISO_LETTERS.length ? former : ISO_LETTERS.clone();
        Digits.fill(date.getYear(), iso, 0, 4);
        Digits.fill(date.getMonthValue(), iso, 5, 7);
        Digits.fill(date.getDayOfMonth(), iso, 8, DATE_END);
        Digits.fill(second / 3600, iso, 11, 13);
        Digits.fill(second / 60 % 60, iso, 14, 16);
        Digits.fill(second % 60, iso, 17, SECONDS_END);
        Digits.fill((int) Math.floorMod(micros, MICROS), iso, SECONDS_END + 1, MICROS_END);
        return iso;
    }

    /** Whether an ISO form is of a year of four digits. */
    static boolean isEveryday(byte[] iso) {
        return iso.length == MICROS_END + 1 && iso[4] == '-' && iso[DATE_END] == 'T';
    }

    /** The time of an everyday ISO form. */
    static long microsOfEveryday(byte[] iso) {
        LocalDate date = LocalDate.of(
                (int) Digits.number(iso, 0, 4), (int) Digits.number(iso, 5, 7), (int) Digits.number(iso, 8, DATE_END));
        long seconds = date.toEpochDay() * DAY
                + Digits.number(iso, 11, 13) * 3600
                + Digits.number(iso, 14, 16) * 60
                + Digits.number(iso, 17, SECONDS_END);
        return seconds * MICROS + Digits.number(iso, SECONDS_END + 1, MICROS_END);
    }

    /** @param zone what a text without offset means */
    static long microsOfServerText(String text, ZoneOffset zone) {
        if (text.equals(PAST) || text.equals(FUTURE)) {
            return text.equals(PAST) ? NEGATIVE_INFINITY : POSITIVE_INFINITY;
        }
        boolean beforeChrist = text.endsWith(" BC");
        String rest = beforeChrist ? text.substring(0, text.length() - 3) : text;
        boolean zoned = rest.endsWith(UTC_SUFFIX);
        rest = zoned ? rest.substring(0, rest.length() - UTC_SUFFIX.length()) : rest;
        int space = rest.indexOf(' ');
        int year = number(rest, 0, space - 6);
        LocalDateTime time = LocalDateTime.of(
                LocalDate.of(
                        beforeChrist ? 1 - year : year,
                        number(rest, space - 5, space - 3),
                        number(rest, space - 2, space)),
                timeOfDay(rest, space + 1));
        long micros = MicroTime.of(time);
        return zoned || micros == POSITIVE_INFINITY ? micros : micros - zone.getTotalSeconds() * MICROS;
    }

    /** {@code 03:04:05} with up to six digits of a fraction. */
    private static LocalTime timeOfDay(String text, int at) {
        int nanos = 0;
        int scale = 100_000_000;
        for (int i = at + 9; i < text.length(); i++, scale /= 10) {
            nanos += number(text, i, i + 1) * scale;
        }
        return LocalTime.of(
                number(text, at, at + 2), number(text, at + 3, at + 5), number(text, at + 6, at + 8), nanos);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /**
     * The text to bind for a position; positions beyond what the server can hold become the nearest it can.
     *
     * @param zone the offset in which a type without time zone is kept, or null for a type with one
     */
    static String literal(long micros, ZoneOffset zone) {
        if (micros == NEGATIVE_INFINITY || micros == POSITIVE_INFINITY) {
            return micros < 0 ? PAST : FUTURE;
        }
        long shift = zone == null ? 0 : zone.getTotalSeconds() * MICROS;
        LocalDateTime time = MicroTime.local(Math.max(EARLIEST, Math.min(MicroTime.LATEST, micros) + shift));
        boolean beforeChrist = time.getYear() <= 0;
        return (beforeChrist
                        ? dateBeforeChrist(time)
                        : time.toLocalDate().toString().replace("+", "")) + " " + time.toLocalTime()
                + (zone == null ? UTC_SUFFIX : "") + (beforeChrist ? " BC" : "");
    }

    private static String dateBeforeChrist(LocalDateTime time) {
        return String.format(
                Locale.ROOT, "%04d-%02d-%02d", 1 - time.getYear(), time.getMonthValue(), time.getDayOfMonth());
    }
}

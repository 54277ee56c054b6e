/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;

/** Reads ISO 8601 timestamps, with {@code T} or a blank, and with the offset as {@code Z}, {@code +01:00}, {@code +0100}
 * or {@code +01}, before or instead of a zone in brackets. */
final class Iso {

    private static final int AFTER_DATE = 10;

    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH", "Z")
            .optionalEnd()
            .optionalStart()
            .appendLiteral('[')
            .parseCaseSensitive()
            .appendZoneRegionId()
            .appendLiteral(']')
            .optionalEnd()
            .toFormatter(java.util.Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Iso() {}

    /**
     * The instant a text names.
     *
     * @param zoned false to read a text without offset and zone as UTC
     * @throws DateTimeException when it names none, or two, as in the hour a clock is set back
     */
    static Instant instant(String text, boolean zoned) {
        String iso = text.length() > AFTER_DATE && text.charAt(AFTER_DATE) == ' '
                ? text.substring(0, AFTER_DATE) + 'T' + text.substring(AFTER_DATE + 1)
                : text;
        TemporalAccessor parsed = TIMESTAMP.parse(iso);
        LocalDateTime local = LocalDateTime.from(parsed);
        ZoneOffset offset = parsed.query(TemporalQueries.offset());
        return local.toInstant(
                offset == null ? onlyOffset(parsed.query(TemporalQueries.zoneId()), local, zoned) : offset);
    }

    private static ZoneOffset onlyOffset(ZoneId zone, LocalDateTime local, boolean zoned) {
        if (zone != null) {
            List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
            if (offsets.size() == 1) {
                return offsets.get(0);
            }
        } else if (!zoned) {
            return ZoneOffset.UTC;
        }
        throw new DateTimeException("no single instant");
    }
}

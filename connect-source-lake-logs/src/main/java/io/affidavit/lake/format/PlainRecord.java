/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.format;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;

/**
 * Records of Iceberg's readers as plain values: times as ISO-8601 text, in UTC with microseconds where they have a zone,
 * decimals as their digits, bytes in Base64, numbers that are none as text. Fields without a value are left out.
 */
public final class PlainRecord {

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 6, 9, true)
            .toFormatter();

    private PlainRecord() {}

    public static Map<String, Object> of(Record row) {
        Map<String, Object> plain = new LinkedHashMap<>();
        List<Types.NestedField> fields = row.struct().fields();
        for (int i = 0; i < fields.size(); i++) {
            Object value = row.get(i);
            if (value != null) {
                plain.put(fields.get(i).name(), value(value));
            }
        }
        return plain;
    }

    static Object value(Object value) {
        if (value instanceof Record row) {
            return of(row);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, each) -> plain.put(String.valueOf(value(key)), each == null ? null : value(each)));
            return plain;
        }
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>(list.size());
            list.forEach(each -> plain.add(each == null ? null : value(each)));
            return plain;
        }
        if (value instanceof Temporal time) {
            return text(time);
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof Float number) {
            return finite(Double.parseDouble(number.toString()));
        }
        if (value instanceof Double number) {
            return finite(number);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return Base64.getEncoder().encodeToString(copy);
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        return value instanceof Long || value instanceof Boolean ? value : value.toString();
    }

    private static Object finite(double number) {
        return Double.isFinite(number) ? (Object) number : Double.toString(number);
    }

    private static String text(Temporal time) {
        if (time instanceof OffsetDateTime zoned) {
            LocalDateTime utc = zoned.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
            return text(utc) + "Z";
        }
        if (time instanceof LocalDateTime local) {
            return local.toLocalDate() + "T" + TIME.format(local.toLocalTime());
        }
        return time instanceof LocalTime local ? TIME.format(local) : time.toString();
    }
}

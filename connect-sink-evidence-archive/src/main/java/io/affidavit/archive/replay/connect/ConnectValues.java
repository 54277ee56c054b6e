/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay.connect;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.data.Record;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Values of Iceberg's generic records as values of Connect. Times lose what is finer than a millisecond. */
final class ConnectValues {

    private ConnectValues() {}

    /** @param schema whose fields all are columns of the row */
    static Struct struct(Schema schema, Record row) {
        Struct struct = new Struct(schema);
        for (Field field : schema.fields()) {
            struct.put(field, value(field.schema(), row.getField(field.name())));
        }
        return struct;
    }

    private static Object value(Schema schema, Object value) {
        if (value instanceof Record nested) {
            return struct(schema, nested);
        }
        if (value instanceof List<?> list) {
            List<Object> values = new ArrayList<>(list.size());
            list.forEach(element -> values.add(value(schema.valueSchema(), element)));
            return values;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> values = new LinkedHashMap<>();
            map.forEach((key, each) -> values.put(value(schema.keySchema(), key), value(schema.valueSchema(), each)));
            return values;
        }
        if (value instanceof OffsetDateTime time) {
            return Date.from(time.toInstant());
        }
        if (value instanceof LocalDateTime time) {
            return Date.from(time.toInstant(ZoneOffset.UTC));
        }
        if (value instanceof LocalDate date) {
            return Date.from(date.atStartOfDay().toInstant(ZoneOffset.UTC));
        }
        if (value instanceof LocalTime time) {
            return Date.from(Instant.EPOCH.plusMillis(time.toNanoOfDay() / 1_000_000));
        }
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        return schema.type() == Schema.Type.STRING && value != null ? value.toString() : value;
    }
}

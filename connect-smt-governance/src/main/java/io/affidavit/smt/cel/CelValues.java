/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;

/**
 * Shows values of records as CEL knows them: whole numbers as int, others as double, dates as timestamp, Struct and Map as
 * map, collections as list. Containers become views.
 */
final class CelValues {

    private CelValues() {}

    /** Null stays null: within a map it stands for absent. */
    static Object view(Object value) {
        if (value == null || value instanceof String || value instanceof Long || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Struct struct) {
            return new StructView(struct);
        }
        if (value instanceof RecordView) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return new MapView(map);
        }
        if (value instanceof Collection<?> items) {
            return new ListView(items instanceof List<?> list ? list : List.copyOf(items));
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Date date) {
            return Instant.ofEpochMilli(date.getTime());
        }
        return bytes(value);
    }

    /** As {@link #view}, where null has a place of its own. */
    static Object element(Object value) {
        return value == null ? NullValue.NULL_VALUE : view(value);
    }

    private static Object bytes(Object value) {
        if (value instanceof byte[] bytes) {
            return CelByteString.of(bytes);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return CelByteString.of(bytes);
        }
        return value;
    }
}

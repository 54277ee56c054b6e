/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** Estimates, never too low, how many bytes a value takes as JSON text in UTF-8. */
public final class JsonSize {

    /** No character takes more: {@code \\u0000}. */
    public static final int MOST_BYTES_PER_CHAR = 6;

    private static final int PUNCTUATION = 6;
    private static final int NUMBER = 25;

    private JsonSize() {}

    /** @param value of a record: a struct, or a map for a document */
    public static long of(Object value) {
        if (value instanceof String text) {
            return ofText(text);
        }
        if (value instanceof Struct struct) {
            return ofStruct(struct);
        }
        if (value instanceof Map<?, ?> map) {
            return ofMap(map);
        }
        if (value instanceof byte[] bytes) {
            return ofBytes(bytes.length);
        }
        if (value instanceof ByteBuffer bytes) {
            return ofBytes(bytes.remaining());
        }
        if (value instanceof Iterable<?> values) {
            long size = 2;
            for (Object element : values) {
                size += of(element) + 1;
            }
            return size;
        }
        return NUMBER;
    }

    /** In base64. */
    private static long ofBytes(int length) {
        return length / 3 * 4L + PUNCTUATION;
    }

    private static long ofStruct(Struct row) {
        long size = 2;
        for (Field field : row.schema().fields()) {
            size += field.name().length() + PUNCTUATION + of(row.getWithoutDefault(field.name()));
        }
        return size;
    }

    private static long ofMap(Map<?, ?> map) {
        long size = 2;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            size += of(entry.getKey()) + of(entry.getValue()) + 2;
        }
        return size;
    }

    private static long ofText(String text) {
        long size = 2;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20) {
                size += MOST_BYTES_PER_CHAR;
            } else if (c < 0x80) {
                size += c == '"' || c == '\\' ? 2 : 1;
            } else {
                size += c < 0x800 ? 2 : 3;
            }
        }
        return size;
    }
}

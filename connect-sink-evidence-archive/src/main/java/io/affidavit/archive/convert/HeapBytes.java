/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * Estimates how much heap a value takes on a 64-bit virtual machine with compressed references. Texts are sampled, not
 * read: one whose few characters beyond Latin-1 are missed counts half of what it takes.
 */
final class HeapBytes {

    private static final long OBJECT = 24;
    private static final long ARRAY = 16;
    private static final long REFERENCE = 4;
    private static final long ENTRY = 48;
    private static final int SAMPLES = 8;

    private HeapBytes() {}

    /** An object that holds an array of {@code length} references. */
    static long ofArray(int length) {
        return OBJECT + ARRAY + REFERENCE * length;
    }

    /** An internal value, null included. */
    static long of(Object value) {
        if (value == null) {
            return 0;
        }
        if (value instanceof String text) {
            return ofText(text);
        }
        if (value instanceof Row row) {
            return row.bytes();
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Double || value instanceof Boolean) {
            return OBJECT;
        }
        return ofOther(value);
    }

    private static long ofOther(Object value) {
        if (value instanceof List<?> list) {
            long bytes = ofArray(list.size());
            for (Object element : list) {
                bytes += of(element);
            }
            return bytes;
        }
        if (value instanceof Map<?, ?> map) {
            long bytes = ofArray(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                bytes += ENTRY + of(entry.getKey()) + of(entry.getValue());
            }
            return bytes;
        }
        if (value instanceof ByteBuffer buffer) {
            return 2 * OBJECT + ARRAY + buffer.remaining();
        }
        if (value instanceof BigDecimal decimal) {
            return 2 * OBJECT + ARRAY + decimal.precision() / 2;
        }
        return 2 * OBJECT;
    }

    private static long ofText(String text) {
        int length = text.length();
        return OBJECT + ARRAY + (isWide(text, length) ? 2L * length : length);
    }

    private static boolean isWide(String text, int length) {
        int step = length < SAMPLES ? 1 : length / SAMPLES;
        for (int i = step - 1; i < length; i += step) {
            if (text.charAt(i) > 0xFF) {
                return true;
            }
        }
        return false;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.scan;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.data.Record;

/** Makes plain maps, lists, texts and numbers of what topics, tables and files hold. */
final class PlainValues {

    private PlainValues() {}

    /** The text of bytes; empty where they are none. */
    @SuppressWarnings("UnusedException") // bytes that are no text are the other answer
    static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** JSON opened, out of the envelope of a JsonConverter with schemas; any other text as it is. */
    @SuppressWarnings("UnusedException") // text that is no JSON is text
    static Object opened(String text) {
        String begin = text.stripLeading();
        if (!begin.startsWith("{") && !begin.startsWith("[")) {
            return text;
        }
        try {
            Object parsed = JsonText.parse(text);
            return parsed instanceof Map<?, ?> map
                            && map.size() == 2
                            && map.containsKey("schema")
                            && map.get("payload") != null
                    ? map.get("payload")
                    : parsed;
        } catch (InvalidJsonException e) {
            return text;
        }
    }

    /** The value of a column; null for dates and times, which are not scanned. */
    static Object ofColumn(Object value) {
        if (value instanceof Record row) {
            Map<String, Object> map = new LinkedHashMap<>();
            row.struct().fields().forEach(field -> map.put(field.name(), ofColumn(row.getField(field.name()))));
            return map;
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>(list.size());
            list.forEach(item -> items.add(ofColumn(item)));
            return items;
        }
        if (value instanceof Map<?, ?> entries) {
            Map<String, Object> map = new LinkedHashMap<>();
            entries.forEach((name, held) -> map.put(name.toString(), ofColumn(held)));
            return map;
        }
        if (value instanceof CharSequence || value instanceof UUID) {
            return value.toString();
        }
        return value instanceof Temporal ? null : value;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.schema;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** What a record value says, whatever form it has: JSON text and bytes are read once and written back in their form. */
final class Content {

    private Content() {}

    /** The value itself, or what it holds if it is JSON text; null where that cannot be read. */
    @SuppressWarnings("UnusedException") // what cannot be read states nothing
    static Object of(Object value) {
        try {
            return JsonText.opened(value);
        } catch (InvalidJsonException e) {
            return null;
        }
    }

    /** Content in the form of the value it was read from. */
    static Object like(Object value, Object content) {
        if (value instanceof String) {
            return JsonText.write(content);
        }
        if (value instanceof byte[]) {
            return JsonText.write(content).getBytes(StandardCharsets.UTF_8);
        }
        if (value instanceof ByteBuffer) {
            return ByteBuffer.wrap(JsonText.write(content).getBytes(StandardCharsets.UTF_8));
        }
        return content;
    }

    /** A field, or null where it is absent or a container on the way is no object. */
    static Object field(Object content, List<String> names) {
        Object at = content;
        for (int i = 0; i < names.size(); i++) {
            if (at instanceof Struct struct) {
                Field field = struct.schema().field(names.get(i));
                at = field == null ? null : struct.get(field);
            } else if (at instanceof Map<?, ?> map) {
                at = map.get(names.get(i));
            } else {
                return null;
            }
        }
        return at;
    }
}

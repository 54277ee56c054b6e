/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import io.affidavit.core.contract.EventContract;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** Reads record values of any of the three shapes: Struct, schemaless Map, JSON text or bytes. */
final class Values {

    private Values() {}

    /**
     * The value as Struct or Map.
     *
     * @throws Rejection when it is neither and no JSON object
     */
    static Object structured(Object value) {
        Object opened;
        try {
            opened = JsonText.opened(value);
        } catch (InvalidJsonException e) {
            throw new Rejection(Rules.INVALID_JSON, null);
        }
        if (opened instanceof Struct || opened instanceof Map) {
            return opened;
        }
        throw new Rejection(isText(value) ? Rules.NOT_AN_OBJECT : Rules.UNSUPPORTED_VALUE, null);
    }

    private static boolean isText(Object value) {
        return value instanceof String || value instanceof byte[] || value instanceof ByteBuffer;
    }

    /** The field of that name, null when there is none; {@code container} may be anything. */
    static Object field(Object container, String name) {
        if (container instanceof Struct struct) {
            Field field = struct.schema().field(name);
            if (field == null) {
                return null;
            }
            // Without a default the two are the same, and the first spares a look-up.
            return field.schema().defaultValue() == null ? struct.get(field) : struct.getWithoutDefault(name);
        }
        return container instanceof Map<?, ?> map ? map.get(name) : null;
    }

    /** Whether a structured value is an event of the contract, rather than a manifest or receipt. */
    static boolean isEvent(Object value) {
        if (value instanceof Struct struct) {
            return EventContract.NAME.equals(struct.schema().name());
        }
        return field(value, "event_id") != null && field(value, "category") != null;
    }
}

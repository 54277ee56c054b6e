/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** Looks up single fields of a record that is not being converted. */
public final class RecordFields {

    private RecordFields() {}

    /**
     * The field at {@code path}, null when there is none.
     *
     * @throws Rejection when the record's value has no fields
     */
    public static Object field(SinkRecord record, List<String> path) {
        Object value = Values.structured(record.value());
        for (String name : path) {
            value = Values.field(value, name);
        }
        return value;
    }

    /** The field of that name, null when there is none; {@code value} may be anything. */
    public static Object field(Object value, String name) {
        return Values.field(value, name);
    }
}

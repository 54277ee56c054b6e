/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Opens record values as rows. Safe for use by many threads. */
public final class RowReader {

    private final PathTable table;
    private volatile Columns.Binding binding;

    public RowReader(PathTable table) {
        this.table = table;
    }

    /** The row of a Struct, a Map, or a JSON object as text or UTF-8 bytes; null for anything else. */
    public Row open(Object value) {
        if (value instanceof Struct struct) {
            return new Row(table, new Columns.OfStruct(struct, binding(struct.schema())));
        }
        if (value instanceof Map<?, ?> map) {
            return new Row(table, new Columns.OfMap(map, table));
        }
        return parsed(value) instanceof Map<?, ?> map ? new Row(table, new Columns.OfMap(map, table)) : null;
    }

    private static Object parsed(Object value) {
        try {
            return JsonText.opened(value);
        } catch (InvalidJsonException e) {
            return null;
        }
    }

    /** The rows of one table share a schema: the last one is kept, another one replaces it. */
    private Columns.Binding binding(Schema schema) {
        Columns.Binding last = binding;
        if (last == null || !last.fits(schema)) {
            last = new Columns.Binding(schema, table);
            binding = last;
        }
        return last;
    }
}

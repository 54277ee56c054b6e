/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import io.affidavit.core.data.ArrayMap;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Opens record values as rows. Safe for use by many threads. */
public final class RowReader {

    private final PathTable table;
    /** Rows of one producer mostly have the same columns in the same order: the last shape is kept. */
    private volatile Shape mapShape;

    private volatile StructShape structShape;
    private final OpenedTexts texts;

    public RowReader(PathTable table) {
        this.table = table;
        this.texts = new OpenedTexts(table.rootCount());
    }

    /** The row of a Struct, a Map, or a JSON object as text or UTF-8 bytes; null for anything else. */
    public Row open(Object value) {
        if (value instanceof Struct struct) {
            return ofStruct(struct);
        }
        if (value instanceof Map<?, ?> map) {
            return ofMap(map);
        }
        return parsed(value) instanceof Map<?, ?> map ? ofMap(map) : null;
    }

    private static Object parsed(Object value) {
        try {
            return JsonText.opened(value);
        } catch (InvalidJsonException e) {
            return null;
        }
    }

    /** Keys that are no text are read by their text. */
    private Row ofMap(Map<?, ?> map) {
        String[] names = new String[map.size()];
        Object[] values = new Object[names.length];
        if (map instanceof ArrayMap few) {
            few.copyTo(names, values);
        } else {
            int size = 0;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                names[size] = entry.getKey() instanceof String text ? text : String.valueOf(entry.getKey());
                values[size++] = entry.getValue();
            }
        }
        Shape shape = mapShape;
        if (shape == null || !shape.fits(names)) {
            shape = new Shape(names, table, table.knowsColumns() ? null : ColumnChanges.NONE);
            mapShape = shape;
        }
        return new Row(table, new Columns(shape, values), texts);
    }

    private Row ofStruct(Struct struct) {
        StructShape known = structShape;
        if (known == null || known.schema != struct.schema()) {
            known = StructShape.of(struct.schema(), table);
            structShape = known;
        }
        Object[] values = new Object[known.fields.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = struct.get(known.fields[i]);
        }
        return new Row(table, new Columns(known.shape, values), texts);
    }

    /** The shape of all rows of one schema. */
    private static final class StructShape {
        private final Schema schema;
        private final Field[] fields;
        private final Shape shape;

        private StructShape(Schema schema, Field[] fields, Shape shape) {
            this.schema = schema;
            this.fields = fields;
            this.shape = shape;
        }

        static StructShape of(Schema schema, PathTable table) {
            ColumnChanges changes =
                    table.knowsColumns() ? ColumnComparison.ofSchema(schema, table) : ColumnChanges.NONE;
            String[] names = schema.fields().stream().map(Field::name).toArray(String[]::new);
            return new StructShape(schema, schema.fields().toArray(new Field[0]), new Shape(names, table, changes));
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.table;

import io.affidavit.source.spi.HashedColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Where the columns of a table stand in its rows: which one orders them, which identify them, which are hashed. */
public final class RowLayout {

    private static final int ABSENT = -1;

    private final List<String> names;
    private final Schema schema;
    private final Field[] slots;
    private final int cursor;
    private final int[] keys;
    private final int[] hashed;

    /**
     * @param schemaName of the structs that rows become
     * @param columns in the order in which they are selected
     */
    public RowLayout(
            String schemaName,
            List<? extends ColumnFacts> columns,
            ColumnFacts cursor,
            List<? extends ColumnFacts> keys,
            HashedColumns hashed) {
        this.names = columns.stream().map(ColumnFacts::name).toList();
        SchemaBuilder builder = SchemaBuilder.struct().name(schemaName);
        columns.forEach(column -> builder.field(column.name(), column.schema()));
        this.schema = builder.build();
        // a nameless field spares the check of a value the making of its message, which is nearly always thrown away
        this.slots = schema.fields().stream()
                .map(field -> new Field(null, field.index(), field.schema()))
                .toArray(Field[]::new);
        this.cursor = names.indexOf(cursor.name());
        this.keys = keys.stream().mapToInt(key -> names.indexOf(key.name())).toArray();
        this.hashed = hashed.names().stream().mapToInt(names::indexOf).toArray();
    }

    public int columns() {
        return slots.length;
    }

    /** A row without values. */
    public Struct row() {
        return new Struct(schema);
    }

    public void put(Struct row, int column, Object value) {
        row.put(slots[column], value);
    }

    /** The column that orders rows. */
    public int cursor() {
        return cursor;
    }

    /** How many columns the row hash covers, those included that the table has not. */
    public int hashed() {
        return hashed.length;
    }

    /** The column that is hashed in a place; negative where the table has no such column. */
    public int hashed(int place) {
        return hashed[place];
    }

    /** The part of a row that is hashed in a place; null where the table has no such column. */
    public <T> T hashed(int place, T[] parts) {
        return hashed[place] == ABSENT ? null : parts[hashed[place]];
    }

    /** @param texts gives the text of a column as the database writes it */
    public String key(IntFunction<String> texts) {
        if (keys.length == 1) {
            return texts.apply(keys[0]);
        }
        List<String> values = new ArrayList<>(keys.length);
        for (int key : keys) {
            values.add(texts.apply(key));
        }
        return KeyText.of(values);
    }
}

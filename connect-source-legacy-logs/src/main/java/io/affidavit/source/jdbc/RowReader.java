/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.table.KeyText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Turns result rows into source rows: struct, mark and keyed hash. */
final class RowReader {

    private static final int ABSENT = -1;

    private final TablePlan plan;
    private final Column[] columns;
    private final Schema schema;
    private final int cursor;
    private final int[] keys;
    private final int[] hashed;

    RowReader(TablePlan plan) {
        this.plan = plan;
        this.columns = plan.shape().columns().toArray(Column[]::new);
        SchemaBuilder builder = SchemaBuilder.struct().name(plan.settings().schemaName());
        for (Column column : columns) {
            builder.field(column.name(), column.kind().schema());
        }
        this.schema = builder.build();
        this.cursor = indexOf(plan.cursor().name());
        this.keys = plan.keys().stream().mapToInt(key -> indexOf(key.name())).toArray();
        this.hashed = plan.hashed().names().stream().mapToInt(this::indexOf).toArray();
    }

    SourceRow read(ResultSet row) throws SQLException, StoreException {
        String[] texts = new String[columns.length];
        String[] canonical = new String[columns.length];
        Struct value = new Struct(schema);
        long chars = 0;
        for (int i = 0; i < columns.length; i++) {
            texts[i] = text(row, i + 1, columns[i].kind());
            if (texts[i] == null && columns[i].notNull()) {
                throw new IllegalArgumentException("Not a value of its column's type.");
            }
            if (texts[i] != null) {
                chars += texts[i].length();
                canonical[i] = canonical(columns[i], texts[i]);
                value.put(schema.fields().get(i), columns[i].kind().value(canonical[i]));
            }
        }
        long position = plan.axis().position(texts[cursor]);
        return SourceRow.of(
                new Position(position, key(texts)),
                plan.axis().format(position),
                plan.settings().hash().hash(parts(canonical)),
                value,
                chars);
    }

    /** SQLite's own text of a number has 15 digits. */
    private static String text(ResultSet row, int index, ValueKind kind) throws SQLException {
        return kind == ValueKind.FLOAT64 && row.getObject(index) instanceof Number number
                ? Double.toString(number.doubleValue())
                : row.getString(index);
    }

    private static String canonical(Column column, String text) {
        return column.kind() == ValueKind.TIME
                ? TimeText.iso(text, column.times().zone())
                : text;
    }

    private String key(String[] texts) {
        List<String> values = new ArrayList<>(keys.length);
        for (int key : keys) {
            values.add(texts[key]);
        }
        return KeyText.of(values);
    }

    private List<String> parts(String[] canonical) {
        String[] parts = new String[hashed.length + 1];
        parts[0] = plan.hashed().id();
        for (int i = 0; i < hashed.length; i++) {
            parts[i + 1] = hashed[i] == ABSENT ? null : canonical[hashed[i]];
        }
        return Arrays.asList(parts);
    }

    private int indexOf(String name) {
        for (int i = 0; i < columns.length; i++) {
            if (columns[i].name().equals(name)) {
                return i;
            }
        }
        return ABSENT;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.core.data.ShortestText;
import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.table.RowLayout;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.Struct;

/** Turns result rows into source rows: struct, mark and keyed hash. */
final class RowReader {

    private static final Set<Integer> BYTES = Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);

    private final TablePlan plan;
    private final Column[] columns;
    private final RowLayout layout;

    RowReader(TablePlan plan) {
        this.plan = plan;
        this.columns = plan.shape().columns().toArray(Column[]::new);
        this.layout = new RowLayout(
                plan.settings().schemaName(), plan.shape().columns(), plan.cursor(), plan.keys(), plan.hashed());
    }

    /**
     * Holds a result against the plan: a column of text may become one of bytes while the table stays the same, and bytes
     * read as text are not what they were.
     *
     * @throws StoreException if a column that is read as it is holds bytes now
     */
    void requireTexts(ResultSetMetaData result) throws SQLException, StoreException {
        for (int i = 0; i < columns.length; i++) {
            boolean asItIs = columns[i].read().equals(columns[i].order());
            if (asItIs && BYTES.contains(result.getColumnType(i + 1))) {
                throw StoreException.fatal("Cannot go on reading column " + columns[i].name()
                        + ": it held text and holds bytes now. Restart the connector, so that it reads them as bytes.");
            }
        }
    }

    SourceRow read(ResultSet row) throws SQLException, StoreException {
        String[] texts = new String[columns.length];
        String[] canonical = new String[columns.length];
        Struct value = layout.row();
        long chars = 0;
        for (int i = 0; i < columns.length; i++) {
            texts[i] = text(row, i + 1, columns[i].kind());
            if (texts[i] == null && columns[i].notNull()) {
                throw new IllegalArgumentException("Not a value of its column's type.");
            }
            if (texts[i] != null) {
                chars += texts[i].length();
                canonical[i] = canonical(columns[i], texts[i]);
                layout.put(value, i, columns[i].kind().value(canonical[i]));
            }
        }
        long position = plan.axis().position(texts[layout.cursor()]);
        return SourceRow.of(
                new Position(position, layout.key(column -> texts[column])),
                plan.axis().format(position),
                plan.settings().hash().hash(parts(canonical)),
                value,
                chars);
    }

    /** SQLite's own text of a number has 15 digits. */
    private static String text(ResultSet row, int index, ValueKind kind) throws SQLException {
        return kind == ValueKind.FLOAT64 && row.getObject(index) instanceof Number number
                ? ShortestText.of(number.doubleValue())
                : row.getString(index);
    }

    private static String canonical(Column column, String text) {
        return column.kind() == ValueKind.TIME
                ? TimeText.iso(text, column.times().zone())
                : text;
    }

    private List<String> parts(String[] canonical) {
        String[] parts = new String[layout.hashed() + 1];
        parts[0] = plan.hashed().id();
        for (int place = 0; place < layout.hashed(); place++) {
            parts[place + 1] = layout.hashed(place, canonical);
        }
        return Arrays.asList(parts);
    }
}

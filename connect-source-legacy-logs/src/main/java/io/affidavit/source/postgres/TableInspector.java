/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.table.TableShape;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a table's description from the system catalog, which every role may read. */
final class TableInspector {

    private static final String TABLE = """
            SELECT c.oid, pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid = pg_catalog.to_regclass(?) AND c.relkind IN ('r', 'p')""";

    private static final String COLUMNS = """
            SELECT a.attname, coalesce(b.typname, t.typname),
                   pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.typname),
                   a.attnotnull, pg_catalog.pg_get_expr(d.adbin, d.adrelid),
                   CASE WHEN t.typbasetype = 0 THEN a.atttypmod ELSE t.typtypmod END,
                   coalesce((SELECT s.proname FROM pg_catalog.pg_proc s
                              WHERE s.oid = t.typsend AND s.pronamespace = 'pg_catalog'::regnamespace), ''),
                   coalesce((SELECT w.proname FROM pg_catalog.pg_proc w
                              WHERE w.oid = t.typoutput AND w.pronamespace = 'pg_catalog'::regnamespace), '')
              FROM pg_catalog.pg_attribute a
              JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
              JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
              LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
              LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
             WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped
             ORDER BY a.attnum""";

    private static final String UNIQUE_KEYS = """
            SELECT i.indisprimary,
                   ARRAY(SELECT a.attname::text
                           FROM pg_catalog.unnest(i.indkey::int2[]) WITH ORDINALITY k(attnum, place)
                           JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                          WHERE k.place <= i.indnkeyatts
                          ORDER BY k.place)
              FROM pg_catalog.pg_index i
             WHERE i.indrelid = ?::oid AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
             ORDER BY i.indisprimary DESC, i.indexrelid""";

    private TableInspector() {}

    /** @param quotedTable as {@link PgNames#quoteTable} gives it */
    static Optional<TableShape<Column>> inspect(Connection connection, String quotedTable) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TABLE)) {
            statement.setString(1, quotedTable);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                long oid = row.getLong(1);
                String quoted = row.getString(2);
                List<Boolean> primary = new ArrayList<>();
                List<List<String>> keys = uniqueKeys(connection, oid, primary);
                return Optional.of(
                        new TableShape<>(quoted, oid, columns(connection, oid), keys, primary.contains(true)));
            }
        }
    }

    private static List<Column> columns(Connection connection, long oid) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, Long.toString(oid));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String type = row.getString(2);
                    columns.add(new Column(
                            row.getString(1),
                            type,
                            row.getString(3),
                            digits(row.getInt(6)),
                            row.getBoolean(4),
                            row.getString(5),
                            ColumnKind.of(type),
                            row.getString(7),
                            row.getString(8)));
                }
            }
        }
        return columns;
    }

    /** @param modifier of a type of times; -1 where the declaration has none */
    private static int digits(int modifier) {
        return modifier < 0 ? ClockDefault.MOST_DIGITS : Math.min(modifier, ClockDefault.MOST_DIGITS);
    }

    private static List<List<String>> uniqueKeys(Connection connection, long oid, List<Boolean> primary)
            throws SQLException {
        List<List<String>> keys = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(UNIQUE_KEYS)) {
            statement.setString(1, Long.toString(oid));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    primary.add(row.getBoolean(1));
                    Array names = row.getArray(2);
                    keys.add(List.of((String[]) names.getArray()));
                }
            }
        }
        return keys;
    }
}

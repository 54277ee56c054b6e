/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.source.jdbc.Column.Filling;
import io.affidavit.source.table.TableShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a table's description from the schema that SQLite keeps as text. */
final class SqliteCatalog {

    private static final String TABLE = "SELECT rootpage, sql FROM sqlite_schema WHERE type = 'table' AND name = ?";
    private static final String COLUMNS =
            "SELECT name, type, \"notnull\", coalesce(dflt_value, ''), pk FROM pragma_table_xinfo(?) WHERE hidden <> 1";
    private static final String UNIQUE = """
            SELECT i.name, x.name FROM pragma_index_list(?) i, pragma_index_xinfo(i.name) x
             WHERE i."unique" = 1 AND i.partial = 0 AND x.key = 1
             ORDER BY i.origin <> 'pk', i.seq, x.seqno""";

    /** Names, texts and comments, in which a word of the language means nothing. */
    private static final Pattern QUOTED =
            Pattern.compile("'[^']*'|\"[^\"]*\"|`[^`]*`|\\[[^\\]]*\\]|--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    private static final Pattern AUTOINCREMENT = Pattern.compile("\\bautoincrement\\b", Pattern.CASE_INSENSITIVE);

    private SqliteCatalog() {}

    static Optional<TableShape<Column>> inspect(Connection session, JdbcSettings settings) throws SQLException {
        String table = TableName.parse(settings.table()).table();
        Filling counter;
        try (PreparedStatement statement = prepare(session, TABLE, table);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            String language = QUOTED.matcher(row.getString(2)).replaceAll(" ");
            counter = AUTOINCREMENT.matcher(language).find() ? Filling.COUNTER : Filling.REUSING_COUNTER;
        }
        List<String> primary = new ArrayList<>();
        List<Column> columns = columns(session, table, settings, primary);
        List<List<String>> unique = unique(session, table);
        if (primary.size() == 1) {
            columns.replaceAll(column ->
                    column.name().equals(primary.get(0)) && column.type().equalsIgnoreCase("integer")
                            ? column.numberedBy(counter)
                            : column);
        }
        if (!primary.isEmpty() && !unique.contains(primary)) {
            unique.add(0, primary);
        }
        return Optional.of(
                new TableShape<>(Sqlite.quoted(table), idOf(session, table), columns, unique, !primary.isEmpty()));
    }

    private static PreparedStatement prepare(Connection session, String sql, String table) throws SQLException {
        PreparedStatement statement = session.prepareStatement(sql);
        statement.setString(1, table);
        return statement;
    }

    private static List<Column> columns(Connection session, String table, JdbcSettings settings, List<String> primary)
            throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement = prepare(session, COLUMNS, table);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                columns.add(column(row, settings));
                if (row.getInt(5) > 0) {
                    primary.add(row.getString(1));
                }
            }
        }
        return columns;
    }

    private static Column column(ResultSet row, JdbcSettings settings) throws SQLException {
        String name = row.getString(1);
        SqliteAffinity affinity = SqliteAffinity.of(row.getString(2));
        boolean notNull = row.getBoolean(3);
        String order = Sqlite.quoted(name);
        String byDefault = row.getString(4).toLowerCase(Locale.ROOT);
        return new Column(
                name,
                row.getString(2),
                affinity.kind(),
                affinity.binding(),
                affinity.read(order, notNull),
                order,
                notNull,
                new TimeText(' ', 0, "", settings.zone()),
                byDefault.contains("current_timestamp") ? Filling.CLOCK : Filling.WRITER);
    }

    private static List<List<String>> unique(Connection session, String table) throws SQLException {
        List<List<String>> unique = new ArrayList<>();
        try (PreparedStatement statement = prepare(session, UNIQUE, table);
                ResultSet row = statement.executeQuery()) {
            String index = null;
            while (row.next()) {
                if (!row.getString(1).equals(index)) {
                    unique.add(new ArrayList<>());
                    index = row.getString(1);
                }
                // an expression has no name, and no column has this one
                unique.get(unique.size() - 1).add(row.getString(2) == null ? "" : row.getString(2));
            }
        }
        return unique;
    }

    /**
     * SQLite numbers no tables. The page where a table begins and the file it is in tell it from another of its name;
     * {@code VACUUM} may move it, and a restore does.
     */
    static long idOf(Connection session, String table) throws SQLException {
        String path = Sqlite.pathOf(session.getMetaData().getURL());
        try (PreparedStatement statement = prepare(session, TABLE, table);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Numbers.of(fileOf(path) + " " + row.getLong(1)) : 0;
        }
    }

    private static String fileOf(String path) throws SQLException {
        try {
            return String.valueOf(Files.readAttributes(Path.of(path), BasicFileAttributes.class)
                    .fileKey());
        } catch (IOException e) {
            throw new SQLException("the file is not there", null, SqliteFailures.CANNOT_OPEN);
        }
    }

    /** The first of a column's values in their order, or empty where there is none. */
    static Optional<String> firstText(Connection session, TableShape<Column> shape, Column column) throws SQLException {
        return Sqlite.text(
                session,
                "SELECT " + column.read() + " FROM " + shape.quoted() + " ORDER BY " + column.order() + " LIMIT 1");
    }
}

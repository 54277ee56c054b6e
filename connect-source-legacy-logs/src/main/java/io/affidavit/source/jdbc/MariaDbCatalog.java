/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.source.jdbc.Column.Filling;
import io.affidavit.source.table.TableShape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a table's description from the information schema, which shows what the user may read. */
final class MariaDbCatalog {

    private static final String PRIMARY = "PRIMARY";
    private static final Set<String> SERVED = Set.of("range", "ref", "const", "index");

    private static final String COLUMNS = """
            SELECT COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, IS_NULLABLE = 'NO', coalesce(COLUMN_DEFAULT, ''), EXTRA,
                   coalesce(DATETIME_PRECISION, 0)
              FROM information_schema.COLUMNS
             WHERE TABLE_SCHEMA = coalesce(?, database()) AND TABLE_NAME = ?
             ORDER BY ORDINAL_POSITION""";

    private static final String INDEXES = """
            SELECT INDEX_NAME, NON_UNIQUE = 0, COLUMN_NAME,
                   SUB_PART IS NULL AND COLUMN_NAME IS NOT NULL AND COLLATION = 'A'
              FROM information_schema.STATISTICS
             WHERE TABLE_SCHEMA = coalesce(?, database()) AND TABLE_NAME = ? AND INDEX_TYPE = 'BTREE'
             ORDER BY INDEX_NAME <> 'PRIMARY', INDEX_NAME, SEQ_IN_INDEX""";

    private static final Pattern CLOCK = Pattern.compile("(?:current_timestamp|now)(?:\\((\\d?)\\))?");

    private MariaDbCatalog() {}

    /** @param whole whether every column is indexed in full and ascending */
    private record Index(boolean unique, boolean whole, List<String> columns) {}

    static Optional<TableShape<Column>> inspect(Connection session, JdbcSettings settings, long id)
            throws SQLException {
        TableName name = TableName.parse(settings.table());
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement = prepare(session, COLUMNS, name);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                columns.add(column(row, settings));
            }
        }
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Index> indexes = indexes(session, name);
        String quoted =
                name.database().map(schema -> MariaDb.quoted(schema) + ".").orElse("") + MariaDb.quoted(name.table());
        return Optional.of(new TableShape<>(
                quoted + " t",
                id,
                columns,
                indexes.values().stream()
                        .filter(index -> index.unique() && index.whole())
                        .map(Index::columns)
                        .toList(),
                indexes.containsKey(PRIMARY) && indexes.get(PRIMARY).whole()));
    }

    private static PreparedStatement prepare(Connection session, String sql, TableName name) throws SQLException {
        PreparedStatement statement = session.prepareStatement(sql);
        statement.setString(1, name.database().orElse(null));
        statement.setString(2, name.table());
        return statement;
    }

    private static Column column(ResultSet row, JdbcSettings settings) throws SQLException {
        String name = row.getString(1);
        MariaDbType type = MariaDbType.of(row.getString(2), row.getString(3));
        String order = "t." + MariaDb.quoted(name);
        TimeText times = type.kind() == ValueKind.TIME
                ? new TimeText(' ', row.getInt(7), "", type.zone().orElse(settings.zone()))
                : null;
        return new Column(
                name,
                row.getString(3),
                type.kind(),
                type.binding(),
                type.read(order),
                order,
                row.getBoolean(4),
                times,
                filling(
                        row.getString(5).toLowerCase(Locale.ROOT),
                        row.getString(6).toLowerCase(Locale.ROOT),
                        row.getInt(7)));
    }

    /** @param digits of a second that the column has; a clock with fewer lies further behind than the column tells */
    private static Filling filling(String byDefault, String extra, int digits) {
        if (extra.contains("auto_increment")) {
            return Filling.COUNTER;
        }
        if (extra.contains("on update")) {
            return Filling.CLOCK_AT_CHANGE;
        }
        Matcher clock = CLOCK.matcher(byDefault);
        return clock.matches() && digitsOf(clock.group(1)) >= digits ? Filling.CLOCK : Filling.WRITER;
    }

    private static int digitsOf(String argument) {
        return argument == null || argument.isEmpty() ? 0 : Integer.parseInt(argument);
    }

    private static Map<String, Index> indexes(Connection session, TableName name) throws SQLException {
        Map<String, Index> indexes = new LinkedHashMap<>();
        try (PreparedStatement statement = prepare(session, INDEXES, name);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Index before = indexes.getOrDefault(row.getString(1), new Index(row.getBoolean(2), true, List.of()));
                String column = row.getString(3) == null ? "" : row.getString(3);
                indexes.put(
                        row.getString(1),
                        new Index(
                                before.unique(),
                                before.whole() && row.getBoolean(4),
                                Stream.concat(before.columns().stream(), Stream.of(column))
                                        .toList()));
            }
        }
        return indexes;
    }

    /** The index in whose order rows are read. The engine ends every index with the primary key. */
    static Optional<String> servingIndex(Connection session, TablePlan plan) throws SQLException {
        List<String> order = Stream.concat(Stream.of(plan.cursor()), plan.tieBreak().stream())
                .map(Column::name)
                .toList();
        Map<String, Index> indexes =
                indexes(session, TableName.parse(plan.settings().table()));
        List<String> primary = plan.shape().primaryKey();
        return indexes.entrySet().stream()
                .filter(entry -> entry.getValue().whole())
                .filter(entry -> startsWith(entry.getValue().columns(), primary, order))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean startsWith(List<String> columns, List<String> primary, List<String> order) {
        List<String> whole =
                Stream.concat(columns.stream(), primary.stream()).distinct().toList();
        return whole.size() >= order.size() && whole.subList(0, order.size()).equals(order);
    }

    static Optional<String> indexFault(Connection session, PageQuery query) throws SQLException {
        TablePlan plan = query.plan();
        String found = servingIndex(session, plan).isEmpty() ? "full sort" : plannedFor(session, query);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("Cannot read table " + plan.settings().table() + " in the order of "
                + plan.cursor().name() + ": no index gives that order, so the database would run a " + found
                + " for every page. Run: CREATE INDEX affidavit_cursor ON "
                + plan.shape().quoted().replaceAll(" t$", "") + " ("
                + query.orderColumns().replace("t.`", "`") + ");");
    }

    /** What the server would do beside following an index; empty where nothing. */
    private static String plannedFor(Connection session, PageQuery query) throws SQLException {
        TablePlan plan = query.plan();
        try (PreparedStatement statement =
                session.prepareStatement("EXPLAIN FORMAT=TRADITIONAL " + query.fromSql(1000))) {
            plan.axis().bind(statement, 1, 0);
            plan.axis().bind(statement, 2, Long.MAX_VALUE);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                String type = row.getString("type");
                String extra = row.getString("Extra");
                if (extra != null && extra.contains("filesort")) {
                    return "sort";
                }
                return type == null || SERVED.contains(type) ? "" : "scan";
            }
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the planner whether an index gives the page query its order, and whether rows that this order holds to be equal
 * can exist: an index that tells keys apart by another collation than they are ordered by would allow them.
 */
final class SqliteIndexCheck {

    private static final Pattern INDEX = Pattern.compile("USING (?:COVERING )?INDEX (.+?) \\(");

    private static final String COLLATIONS = """
            SELECT i."unique" = 1 AND i.partial = 0, i.name, x.name, x.coll
              FROM pragma_index_list(?) i, pragma_index_xinfo(i.name) x
             WHERE x.key = 1""";

    private SqliteIndexCheck() {}

    static Optional<String> fault(Connection session, PageQuery query) throws SQLException {
        String plan = plan(session, query);
        if (!plan.startsWith("SEARCH") || plan.contains("TEMP B-TREE")) {
            return Optional.of(message(
                    query,
                    "no index gives that order, so the database would sort for every page. Run: CREATE INDEX affidavit_cursor ON "
                            + query.plan().shape().quoted() + " (" + query.orderColumns() + ");"));
        }
        Matcher index = INDEX.matcher(plan);
        return index.find() && !isTotal(session, query.plan(), index.group(1))
                ? Optional.of(message(
                        query,
                        "no unique index tells the key columns apart by the collation that orders them, so that rows could be skipped. "
                                + "Create one, or name other key columns."))
                : Optional.empty();
    }

    private static String message(PageQuery query, String reason) {
        return "Cannot read table " + query.plan().settings().table() + " in the order of "
                + query.plan().cursor().name() + ": " + reason;
    }

    private static String plan(Connection session, PageQuery query) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (PreparedStatement statement = session.prepareStatement("EXPLAIN QUERY PLAN " + query.fromSql(1000));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                plan.append(row.getString("detail")).append('\n');
            }
        }
        return plan.toString();
    }

    /** Whether a unique index covers the key columns by the collations of the index that orders rows. */
    private static boolean isTotal(Connection session, TablePlan plan, String serving) throws SQLException {
        if (plan.keys().stream().anyMatch(Column::isCounted)) {
            return true;
        }
        List<String> keys = plan.keys().stream().map(Column::name).toList();
        Map<String, Map<String, String>> unique = new HashMap<>();
        Map<String, String> order = new HashMap<>();
        try (PreparedStatement statement = session.prepareStatement(COLLATIONS)) {
            statement.setString(1, TableName.parse(plan.settings().table()).table());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String column = String.valueOf(row.getString(3));
                    if (row.getBoolean(1)) {
                        unique.computeIfAbsent(row.getString(2), name -> new HashMap<>())
                                .put(column, row.getString(4));
                    }
                    if (row.getString(2).equals(serving)) {
                        order.put(column, row.getString(4));
                    }
                }
            }
        }
        return unique.values().stream()
                .anyMatch(index -> keys.containsAll(index.keySet())
                        && index.entrySet().stream()
                                .allMatch(column -> column.getValue().equals(order.get(column.getKey()))));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the server's planner whether an index gives the page query its order. The session forbids sorts and sequential
 * scans where there is any other way, so a plan that still holds one proves that no index serves, however small the
 * table is today.
 */
final class IndexCheck {

    private static final Pattern NODE = Pattern.compile("\"Node Type\": \"([^\"]+)\"");
    private static final Set<String> UNSERVED =
            Set.of("Sort", "Incremental Sort", "Seq Scan", "Parallel Seq Scan", "Bitmap Heap Scan");

    private static final String ROWS = "1000";

    private IndexCheck() {}

    static Optional<String> fault(Connection connection, TablePlan plan) throws SQLException {
        PageQuery query = new PageQuery(plan);
        try (PreparedStatement borders = connection.prepareStatement(query.bordersSql(false));
                PreparedStatement statement =
                        connection.prepareStatement("EXPLAIN (FORMAT JSON) " + query.rowsSql(false))) {
            borders.setString(1, PgNames.quoteTable(plan.settings().table()));
            borders.setString(2, plan.axis().literal(Long.MIN_VALUE));
            borders.setString(3, plan.axis().literal(Long.MAX_VALUE));
            borders.setString(4, ROWS);
            borders.execute();
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Matcher nodes = NODE.matcher(row.getString(1));
                while (nodes.find()) {
                    if (UNSERVED.contains(nodes.group(1))) {
                        return Optional.of("Cannot read table "
                                + plan.settings().table() + " in the order of "
                                + plan.cursor().name() + ": no index gives that order, so the database would run a "
                                + nodes.group(1).toLowerCase(Locale.ROOT)
                                + " for every page. Run: " + query.createIndexSql() + ";");
                    }
                }
            }
        }
        return Optional.empty();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.spi.PageRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that read a table in the order of (cursor, key). Rows after a mark are found by comparing row values,
 * which the index answers directly at any depth; both the comparison and the order are the server's, so texts follow
 * the column's own collation in both.
 */
final class PageQuery {

    private final TablePlan plan;

    PageQuery(TablePlan plan) {
        this.plan = plan;
    }

    /** Rows from a position on: binds from, before. */
    String fromSql(int limit) {
        return select() + inRange() + order() + " LIMIT " + limit;
    }

    /** Rows after a mark: binds the mark's position and tie-break values, before. */
    String afterSql(int limit) {
        List<Column> tieBreak = plan.tieBreak();
        String columns = Stream.concat(Stream.of(plan.cursor()), tieBreak.stream())
                .map(Column::quoted)
                .collect(Collectors.joining(", "));
        String values = Stream.concat(Stream.of(position()), tieBreak.stream().map(key -> "?::" + key.sqlType()))
                .collect(Collectors.joining(", "));
        return select() + " WHERE (" + columns + ") > (" + values + ") AND "
                + plan.cursor().quoted() + " < " + position() + order() + " LIMIT " + limit;
    }

    /** The least position of a range: binds from, before. */
    String firstPositionSql() {
        return "SELECT " + plan.cursor().quoted() + " FROM " + plan.shape().quoted() + inRange() + order() + " LIMIT 1";
    }

    /** How many rows a range has, counted to no more than so many: binds from, before. */
    String countSql(long most) {
        return "SELECT count(*) FROM (SELECT 1 FROM " + plan.shape().quoted() + inRange() + " LIMIT " + most
                + ") AS counted";
    }

    /** The greatest number in the cursor column. */
    String greatestSql() {
        return "SELECT max(" + plan.cursor().quoted() + ") FROM " + plan.shape().quoted();
    }

    /** The index that serves these statements, as SQL for an administrator. */
    String createIndexSql() {
        String name =
                PgNames.plain(plan.settings().table() + "_" + plan.cursor().name()) + "_cursor_idx";
        return "CREATE INDEX CONCURRENTLY " + PgNames.quote(name) + " ON "
                + plan.shape().quoted() + " (" + orderColumns() + ")";
    }

    PreparedStatement prepare(Connection connection, PageRequest request, int fetchSize) throws SQLException {
        boolean begins = request.after() == null;
        PreparedStatement statement =
                connection.prepareStatement(begins ? fromSql(request.maxRows()) : afterSql(request.maxRows()));
        try {
            statement.setFetchSize(fetchSize);
            int index = 1;
            if (begins) {
                statement.setString(index++, plan.axis().literal(request.split().from()));
            } else {
                statement.setString(index++, plan.axis().literal(request.after().cursor()));
                index = TieBreak.bind(statement, index, plan, request.after().key());
            }
            statement.setString(index, plan.axis().literal(request.split().before()));
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private String select() {
        String columns = plan.shape().columns().stream().map(Column::quoted).collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM " + plan.shape().quoted();
    }

    private String inRange() {
        String cursor = plan.cursor().quoted();
        return " WHERE " + cursor + " >= " + position() + " AND " + cursor + " < " + position();
    }

    private String order() {
        return " ORDER BY " + orderColumns();
    }

    private String orderColumns() {
        return Stream.concat(Stream.of(plan.cursor()), plan.tieBreak().stream())
                .map(Column::quoted)
                .collect(Collectors.joining(", "));
    }

    private String position() {
        return plan.axis().placeholder(plan.cursor());
    }
}

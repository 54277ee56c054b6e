/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.table.KeyText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that read a table in the order of (cursor, key). Both the comparison and the order are the database's,
 * so that texts follow the column's collation in both.
 */
final class PageQuery {

    private final TablePlan plan;
    private final String from;
    private final RowsAfter after;

    /** @param hint what follows the table's name */
    private PageQuery(TablePlan plan, String hint) {
        this.plan = plan;
        this.from = " FROM " + plan.shape().quoted() + hint;
        this.after = plan.dialect().rowsAfter(order().toList());
    }

    /** The statements for a table, told to follow the index that serves them now. */
    static PageQuery of(Connection session, TablePlan plan) throws SQLException {
        return new PageQuery(plan, plan.dialect().indexHint(session, plan));
    }

    TablePlan plan() {
        return plan;
    }

    /** Rows from a position on: binds from, before. */
    String fromSql(int limit) {
        return select() + inRange() + orderBy() + " LIMIT " + limit;
    }

    /** Rows after a mark: binds as {@link RowsAfter} says, then before. */
    String afterSql(int limit) {
        return select() + " WHERE (" + after.sql() + ") AND " + plan.cursor().order() + " < ?" + orderBy() + " LIMIT "
                + limit;
    }

    /** The least position of a range: binds from, before. */
    String firstPositionSql() {
        return "SELECT " + plan.cursor().read() + from + inRange() + orderBy() + " LIMIT 1";
    }

    /** How many rows a range has, counted to no more than so many: binds from, before. */
    String countSql(long most) {
        return "SELECT count(*) FROM (SELECT 1" + from + inRange() + " LIMIT " + most + ") AS counted";
    }

    /** The greatest number in the cursor column. */
    String greatestSql() {
        return "SELECT max(" + plan.cursor().order() + ") FROM " + plan.shape().quoted();
    }

    /** The columns of the index that serves these statements. */
    String orderColumns() {
        return order().collect(Collectors.joining(", "));
    }

    PreparedStatement prepare(Connection session, PageRequest request, int limit, int fetchSize) throws SQLException {
        boolean begins = request.after() == null;
        PreparedStatement statement = session.prepareStatement(begins ? fromSql(limit) : afterSql(limit));
        try {
            statement.setFetchSize(fetchSize);
            int index = 1;
            if (begins) {
                plan.axis().bind(statement, index++, request.split().from());
            } else {
                List<String> values = tieBreakValues(request.after().key());
                for (int column : after.binds()) {
                    if (column == 0) {
                        plan.axis().bind(statement, index++, request.after().cursor());
                    } else {
                        plan.tieBreak().get(column - 1).binding().bind(statement, index++, values.get(column - 1));
                    }
                }
            }
            plan.axis().bind(statement, index, request.split().before());
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private List<String> tieBreakValues(String key) throws SQLException {
        List<String> values = KeyText.values(key, plan.keys().size());
        if (values.isEmpty()) {
            throw new SQLException("key of another shape", "22000");
        }
        return Stream.iterate(0, i -> i < values.size(), i -> i + 1)
                .filter(i -> !plan.keys().get(i).name().equals(plan.cursor().name()))
                .map(values::get)
                .toList();
    }

    private String select() {
        return "SELECT " + plan.shape().columns().stream().map(Column::read).collect(Collectors.joining(", ")) + from;
    }

    private String inRange() {
        return " WHERE " + plan.cursor().order() + " >= ? AND " + plan.cursor().order() + " < ?";
    }

    private String orderBy() {
        return " ORDER BY " + orderColumns();
    }

    private Stream<String> order() {
        return Stream.concat(Stream.of(plan.cursor()), plan.tieBreak().stream()).map(Column::order);
    }
}

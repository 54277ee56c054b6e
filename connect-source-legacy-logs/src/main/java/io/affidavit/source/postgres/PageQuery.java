/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The statements that read a table in the order of (cursor, key). Rows after a mark are found by comparing row values,
 * which the index answers directly at any depth; both the comparison and the order are the server's, so texts follow
 * the column's own collation in both.
 *
 * <p>Pages are read by COPY, which takes no parameters: where a page begins and ends is put into settings of the
 * transaction first. So the statements are the same for every page, in the server's statistics, too, and no key is part of
 * their text.
 */
final class PageQuery {

    private static final String AFTER = "affidavit.after";
    private static final String BEFORE = "affidavit.before";
    private static final String ROWS = "affidavit.rows";
    private static final String KEY = "affidavit.key";

    private final TablePlan plan;
    private final List<String> keySettings;
    /** Asked for page after page. */
    private final String firstBorders;

    private final String borders;
    private final String firstCopy;
    private final String copy;

    PageQuery(TablePlan plan) {
        this.plan = plan;
        this.keySettings = IntStream.range(0, plan.tieBreak().size())
                .mapToObj(key -> KEY + key)
                .toList();
        this.firstBorders = borders(false);
        this.borders = borders(true);
        this.firstCopy = copy(false);
        this.copy = copy(true);
    }

    /**
     * Gives the object id of the table and keeps its name from changing hands until the transaction ends, for naming a table
     * locks it. Puts the borders of a page into settings: binds the table's quoted name, the position to read from or
     * after, the one to read before, the most rows, and the values of the tie-break columns if there is a mark.
     */
    String bordersSql(boolean marked) {
        return marked ? borders : firstBorders;
    }

    private String borders(boolean marked) {
        return "SELECT pg_catalog.to_regclass(?)::pg_catalog.oid, EXISTS (SELECT FROM "
                + plan.shape().quoted() + " WHERE false), "
                + Stream.concat(Stream.of(AFTER, BEFORE, ROWS), marked ? keySettings.stream() : Stream.of())
                        .map(name -> "pg_catalog.set_config('" + name + "', ?, true)")
                        .collect(Collectors.joining(", "));
    }

    /** The rows within the borders, those after the mark if there is one. */
    String rowsSql(boolean marked) {
        String columns = plan.shape().columns().stream()
                .map(column -> plan.wire(column).selected(column))
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM " + plan.shape().quoted()
                + (marked ? afterMark() : inRange(position(setting(AFTER)), position(setting(BEFORE))))
                + order() + " LIMIT " + setting(ROWS) + "::pg_catalog.int8";
    }

    /** The same rows in COPY's binary format. */
    String copySql(boolean marked) {
        return marked ? copy : firstCopy;
    }

    private String copy(boolean marked) {
        return "COPY (" + rowsSql(marked) + ") TO STDOUT (FORMAT binary)";
    }

    /** The least position of a range: binds from, before. */
    String firstPositionSql() {
        return "SELECT " + plan.cursor().quoted() + " FROM " + plan.shape().quoted()
                + inRange(position("?"), position("?")) + order() + " LIMIT 1";
    }

    /** How many rows a range has, counted to no more than so many: binds from, before. */
    String countSql(long most) {
        return "SELECT count(*) FROM (SELECT 1 FROM " + plan.shape().quoted()
                + inRange(position("?"), position("?")) + " LIMIT " + most
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

    private String afterMark() {
        String mark = Stream.concat(
                        Stream.of(position(setting(AFTER))),
                        IntStream.range(0, keySettings.size())
                                .mapToObj(key -> setting(keySettings.get(key)) + "::"
                                        + plan.tieBreak().get(key).sqlType()))
                .collect(Collectors.joining(", "));
        return " WHERE (" + orderColumns() + ") > (" + mark + ") AND "
                + plan.cursor().quoted() + " < " + position(setting(BEFORE));
    }

    private String inRange(String from, String before) {
        String cursor = plan.cursor().quoted();
        return " WHERE " + cursor + " >= " + from + " AND " + cursor + " < " + before;
    }

    /** By columns of the table: an unqualified name would mean a column of the result first. */
    private String order() {
        return Stream.concat(Stream.of(plan.cursor()), plan.tieBreak().stream())
                .map(column -> plan.shape().quoted() + "." + column.quoted())
                .collect(Collectors.joining(", ", " ORDER BY ", ""));
    }

    private String orderColumns() {
        return Stream.concat(Stream.of(plan.cursor()), plan.tieBreak().stream())
                .map(Column::quoted)
                .collect(Collectors.joining(", "));
    }

    private String position(String literal) {
        return plan.axis().sql(literal, plan.cursor());
    }

    private static String setting(String name) {
        return "pg_catalog.current_setting('" + name + "')";
    }
}

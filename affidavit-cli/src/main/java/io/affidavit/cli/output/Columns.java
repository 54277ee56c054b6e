/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text in aligned columns: numbers to the right, all else to the left. */
public final class Columns {

    private static final String INDENT = "  ";
    private static final String BETWEEN = "  ";

    private final List<List<Object>> rows = new ArrayList<>();

    /** @param titles first row, one per column */
    public Columns(List<String> titles) {
        rows.add(List.copyOf(titles));
    }

    /** Adds a row with as many cells as there are titles; a {@link Number} is written with thousands separators. */
    public void add(List<?> cells) {
        if (cells.size() != rows.get(0).size()) {
            throw new IllegalArgumentException("Cannot add row: it has " + cells.size() + " cells.");
        }
        rows.add(List.copyOf(cells));
    }

    /** Returns the lines, indented, each ended. */
    public String text() {
        int[] widths = IntStream.range(0, rows.get(0).size()).map(this::width).toArray();
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
    }

    private int width(int column) {
        return rows.stream()
                .mapToInt(row -> cell(row.get(column)).length())
                .max()
                .orElse(0);
    }

    private String line(List<Object> row, int[] widths) {
        String line = IntStream.range(0, row.size())
                .mapToObj(column -> padded(cell(row.get(column)), widths[column], isNumeric(column)))
                .collect(Collectors.joining(BETWEEN));
        return INDENT + line.stripTrailing() + System.lineSeparator();
    }

    private boolean isNumeric(int column) {
        return rows.size() > 1 && rows.get(rows.size() - 1).get(column) instanceof Number;
    }

    private static String padded(String cell, int width, boolean toTheRight) {
        String padding = " ".repeat(width - cell.length());
        return toTheRight ? padding + cell : cell + padding;
    }

    private static String cell(Object value) {
        return value instanceof Number number ? number(number.longValue()) : value.toString();
    }

    /** Returns a number with thousands separators. */
    public static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}

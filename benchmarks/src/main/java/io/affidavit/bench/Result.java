/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.core.data.JsonText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a benchmark prints: a table for people and, as the last line, {@code RESULT {json}} for machines. */
final class Result {

    private final List<String[]> rows = new ArrayList<>();
    private final Map<String, Object> figures = new LinkedHashMap<>();

    Result(String... columns) {
        rows.add(columns);
    }

    Result row(Object... cells) {
        String[] texts = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            texts[i] = cells[i] instanceof Double number ? number(number) : String.valueOf(cells[i]);
        }
        rows.add(texts);
        return this;
    }

    /** A figure of the RESULT line, rounded to three decimals. */
    Result figure(String key, double value) {
        figures.put(key, Math.round(value * 1000) / 1000.0);
        return this;
    }

    Result figure(String key, boolean value) {
        figures.put(key, value);
        return this;
    }

    void print(PrintStream out) {
        int columns = rows.get(0).length;
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String pad = " ".repeat(widths[i] - row[i].length());
                line.append(i == 0 ? row[i] + pad : "  " + pad + row[i]);
            }
            out.println(line.toString().stripTrailing());
        }
        out.println("RESULT " + JsonText.write(figures));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 1000 ? "%,.0f" : "%.2f", value);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.scan;

import io.affidavit.cli.output.Columns;

/** Writes a report for a terminal. */
final class TextReport {

    private TextReport() {}

    static String of(Report report) {
        StringBuilder text = new StringBuilder();
        line(text, report.title());
        report.summary().forEach(each -> line(text, "  " + each));
        for (Report.Section section : report.sections()) {
            if (!section.rows().isEmpty()) {
                line(text, "");
                line(text, section.title());
                Columns columns = new Columns(section.columns());
                section.rows()
                        .forEach(row -> columns.add(row.stream()
                                .map(cell -> cell instanceof Number ? cell : shown(cell.toString()))
                                .toList()));
                text.append(columns.text());
            }
        }
        line(text, "");
        line(text, report.verdict());
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(shown(line)).append(System.lineSeparator());
    }

    /** Names of tenants are data: nothing in them may move a cursor. */
    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}

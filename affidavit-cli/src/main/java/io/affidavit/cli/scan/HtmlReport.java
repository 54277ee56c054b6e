/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.scan;

/** Writes a report as one page that loads nothing and runs nothing. */
final class HtmlReport {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>TITLE</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1a1a1a }
            table { border-collapse: collapse; width: 100% }
            th, td { border-bottom: 1px solid #ddd; padding: .3rem .6rem; text-align: left }
            td.number { text-align: right; font-variant-numeric: tabular-nums }
            p.verdict { border-left: 4px solid #555; padding-left: .6rem; font-weight: 600 }
            </style>
            </head>
            <body>
            """;

    private HtmlReport() {}

    static String of(Report report) {
        StringBuilder page = new StringBuilder(HEAD.replace("TITLE", escaped(report.title())));
        page.append("<h1>").append(escaped(report.title())).append("</h1>\n");
        page.append("<p class=\"verdict\">").append(escaped(report.verdict())).append("</p>\n");
        report.summary()
                .forEach(line -> page.append("<p>").append(escaped(line)).append("</p>\n"));
        for (Report.Section section : report.sections()) {
            table(page, section);
        }
        return page.append("</body>\n</html>\n").toString();
    }

    private static void table(StringBuilder page, Report.Section section) {
        page.append("<h2>").append(escaped(section.title())).append("</h2>\n");
        if (section.rows().isEmpty()) {
            page.append("<p>Nothing.</p>\n");
            return;
        }
        page.append("<table>\n<tr>");
        section.columns()
                .forEach(column -> page.append("<th>").append(escaped(column)).append("</th>"));
        page.append("</tr>\n");
        section.rows().forEach(row -> {
            page.append("<tr>");
            row.forEach(cell -> page.append(cell instanceof Number ? "<td class=\"number\">" : "<td>")
                    .append(escaped(cell.toString()))
                    .append("</td>"));
            page.append("</tr>\n");
        });
        page.append("</table>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

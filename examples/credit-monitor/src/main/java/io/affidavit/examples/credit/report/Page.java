/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.report;

import java.util.List;

/** The frame of the report: head, style, tables. */
final class Page {
    private static final String STYLE = """
            :root { color-scheme: light dark; --paper: #fcfcfb; --ink: #0b0b0b; --faint: #6b6a66; --grid: #e3e2de;
              --a: #2a78d6; --b: #b8570f; --planted: #c22f2f; --found: #00704a; }
            @media (prefers-color-scheme: dark) {
              :root { --paper: #1a1a19; --ink: #f4f3ef; --faint: #a9a8a2; --grid: #383835;
                --a: #6aa9f4; --b: #f09a54; --planted: #ff7b72; --found: #4fd39a; } }
            body { background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif;
              max-width: 1040px; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2.5rem; }
            .note, figcaption, caption { color: var(--faint); } .good { color: var(--found); } .bad { color: var(--planted); }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; font-size: 13px; margin: 1rem 0; }
            caption { text-align: left; font-size: 1rem; padding-bottom: .4rem; }
            th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--grid); }
            td:last-child { font-family: ui-monospace, monospace; font-size: 12px; overflow-wrap: anywhere; min-width: 9rem; }
            figure { margin: 1.4rem 0; } figcaption { font-weight: 600; color: var(--ink); }
            .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: .2rem 0; padding: 0;
              font-size: 13px; color: var(--faint); }
            .legend i { display: inline-block; width: 1.3rem; height: 0; border-top: 3px solid; margin-right: .4rem;
              vertical-align: middle; }
            i.a { color: var(--a); } i.b { color: var(--b); }
            i.threshold { border-top: 2px dashed; color: var(--faint); }
            i.planted { border-top: 2px dashed; color: var(--planted); } i.found { border-top-width: 2px; color: var(--found); }
            svg { width: 100%; height: auto; display: block; }
            text { fill: var(--faint); font: 11px system-ui, sans-serif; }
            text.end { text-anchor: end; } text.middle { text-anchor: middle; }
            line.grid { stroke: var(--grid); } line.threshold { stroke: var(--faint); stroke-width: 1.5; stroke-dasharray: 6 4; }
            path { fill: none; stroke-width: 2; stroke-linejoin: round; } path.a { stroke: var(--a); } path.b { stroke: var(--b); }
            circle.a, rect.a { fill: var(--a); } circle.b { fill: var(--b); }
            g.planted line { stroke: var(--planted); stroke-width: 1.5; stroke-dasharray: 4 3; }
            g.found line { stroke: var(--found); stroke-width: 1.5; }
            g.planted text { fill: var(--planted); } g.found text { fill: var(--found); font-weight: 600; }
            """;

    private Page() {}

    static String begin(String title) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>%1$s</title>
                <style>
                %2$s</style>
                </head>
                <body>
                <h1>%1$s</h1>
                """.formatted(Text.escape(title), STYLE);
    }

    static String end() {
        return "</body>\n</html>\n";
    }

    /** A table that grows by rows. */
    static final class Table {
        private final StringBuilder html = new StringBuilder();

        Table(String caption, List<String> columns) {
            html.append("<div class=\"scroll\"><table>\n<caption>")
                    .append(Text.escape(caption))
                    .append("</caption>\n<thead>");
            cells("th", columns);
            html.append("</thead>\n<tbody>\n");
        }

        void row(String... cells) {
            cells("td", List.of(cells));
        }

        private void cells(String tag, List<String> cells) {
            html.append("<tr>");
            cells.forEach(cell -> html.append('<')
                    .append(tag)
                    .append('>')
                    .append(Text.escape(cell))
                    .append("</")
                    .append(tag)
                    .append('>'));
            html.append("</tr>\n");
        }

        String html() {
            return html + "</tbody>\n</table></div>\n";
        }
    }
}

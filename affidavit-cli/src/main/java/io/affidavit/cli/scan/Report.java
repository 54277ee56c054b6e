/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.scan;

import java.util.List;

/**
 * What a report says, however it is written.
 *
 * @param title one line
 * @param summary lines
 * @param sections tables, in order
 * @param verdict last line
 */
record Report(String title, List<String> summary, List<Section> sections, String verdict) {

    Report {
        summary = List.copyOf(summary);
        sections = List.copyOf(sections);
    }

    /**
     * A table.
     *
     * @param rows texts and numbers, as many as there are columns
     */
    record Section(String title, List<String> columns, List<List<?>> rows) {

        Section {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }
}

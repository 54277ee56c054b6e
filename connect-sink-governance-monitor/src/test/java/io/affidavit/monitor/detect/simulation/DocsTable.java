/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.testing.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tables in docs/detectors.md that tests measure; {@code -Dgolden.update=true} rewrites them. */
final class DocsTable {

    private static final Path PAGE = Path.of("../docs/detectors.md");

    private DocsTable() {}

    /** Asserts that the table between the marks of this name is the measured one. */
    static void assertCurrent(String name, String table) {
        try {
            String page = Files.readString(PAGE);
            String begin = "<!-- measured: " + name + " -->\n";
            int start = page.indexOf(begin) + begin.length();
            int end = page.indexOf("<!-- end -->", start);
            assertThat(page).contains(begin);
            assertThat(end).as("mark after table %s", name).isPositive();
            Golden.assertMatches(PAGE, page.substring(0, start) + table + page.substring(end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

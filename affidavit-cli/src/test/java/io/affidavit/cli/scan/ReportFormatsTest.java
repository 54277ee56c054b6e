/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.cli.output.Failure;
import io.affidavit.core.testing.Golden;
import io.affidavit.smt.scan.Sensitivity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What other programs read: every form of a report, byte for byte. */
class ReportFormatsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/scan");

    private static final Exposure INPUT = new Exposure(
            "topic:raw",
            1_000,
            0,
            true,
            50,
            List.of(
                    new Exposed("net.ip", Sensitivity.INTERNAL, "identity.client_ip", "acme", 40, 40, 80),
                    new Exposed("pii.email", Sensitivity.CONFIDENTIAL, "messages.content", "", 3, 2, 95),
                    new Exposed(
                            "pii.email", Sensitivity.CONFIDENTIAL, "messages.content", "<b>&\"'\u001b", 30, 25, 95)),
            Map.of("net.ip", 40L, "pii.email", 27L));
    private static final Exposure OUTPUT = new Exposure(
            "table:governance.events",
            500,
            1,
            false,
            50,
            List.of(
                    new Exposed("net.ip", Sensitivity.INTERNAL, "identity.client_ip", "zeta", 21, 21, 80),
                    new Exposed("pii.email", Sensitivity.CONFIDENTIAL, "(header) reply-to", "acme", 1, 1, 95)),
            Map.of("net.ip", 21L, "pii.email", 1L));

    @Test
    void writesScansAsTextJsonAndHtml() {
        Report report = Reports.of(INPUT, Sensitivity.CONFIDENTIAL);

        Golden.assertMatches(GOLDEN.resolve("exposure.json"), ExposureJson.write(INPUT));
        Golden.assertMatches(GOLDEN.resolve("exposure.html"), HtmlReport.of(report));
        Golden.assertMatches(GOLDEN.resolve("exposure.txt"), TextReport.of(report));
    }

    @Test
    void writesComparisonsAsTextAndJson() {
        Comparison comparison = Comparison.of(INPUT, OUTPUT, Sensitivity.CONFIDENTIAL, Set.of());

        Golden.assertMatches(GOLDEN.resolve("comparison.json"), ExposureJson.write(comparison));
        Golden.assertMatches(GOLDEN.resolve("comparison.txt"), TextReport.of(Reports.of(comparison)));
    }

    @Test
    void readsBackWhatItWrote() {
        String json = ExposureJson.write(INPUT);

        assertThat(ExposureJson.isReport(json)).isTrue();
        assertThat(ExposureJson.read("before.json", json)).isEqualTo(INPUT);
        assertThatThrownBy(() -> ExposureJson.read("before.json", "{\"report\":\"affidavit.scan/1\"}"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("before.json");
    }

    @Test
    void samplesAsManyAsAskedFor() {
        for (long total : new long[] {1, 7, 10, 99, 1_000}) {
            long taken = 0;
            long latest = 0;
            for (long i = 0; i < total; i++) {
                taken += new Sample(7, false).takes(i, total) ? 1 : 0;
                latest += new Sample(7, true).takes(i, total) ? 1 : 0;
            }
            assertThat(taken).isEqualTo(Math.min(7, total)).isEqualTo(latest);
        }
        assertThat(new Sample(0, false).takes(5, 6)).isTrue();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code affidavit scan} over files and reports, run as a user runs it. */
class ScanTest {

    @TempDir
    private Path directory;

    private Path raw;
    private Path masked;

    @BeforeEach
    void write() throws IOException {
        raw = Files.writeString(directory.resolve("raw.jsonl"), """
                {"tenant_id":"acme","prompt":"I am ada@example.org","args":"{\\"password\\":\\"hunter2\\"}"}
                {"tenant_id":"acme","prompt":"call bob@example.org or eve@example.org","ip":"203.0.113.9"}
                {"tenant_id":"zeta","prompt":"nothing at all"}
                plain text with card 4111 1111 1111 1111
                """);
        masked = Files.writeString(directory.resolve("masked.jsonl"), """
                {"tenant_id":"acme","prompt":"I am [EMAIL]","args":"{\\"password\\":\\"[PASSWORD]\\"}"}
                {"tenant_id":"acme","prompt":"call [EMAIL] or [EMAIL]","ip":"203.0.113.9"}
                {"tenant_id":"zeta","prompt":"nothing at all"}
                plain text with card [CARD]
                """);
    }

    @Test
    void reportsByLabelFieldAndTenantWithoutContent() throws IOException {
        // When
        Path json = directory.resolve("scan.json");
        Path html = directory.resolve("scan.html");
        CommandRun run = CommandRun.of("scan", raw.toString(), "--json", json.toString(), "--html", html.toString());

        // Then
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out())
                .contains("4 records, all")
                .containsPattern("pii.email +confidential +\\d+ +3 +2\\R")
                .containsPattern("prompt +pii.email +3 +2\\R")
                .containsPattern("args.password +secret.password +1 +1\\R")
                .containsPattern("\\(value\\) +pci.card +1 +1\\R")
                .containsPattern("acme +pii.email +3\\R")
                .doesNotContain("zeta");
        for (String text : List.of(run.out(), Files.readString(json), Files.readString(html))) {
            assertThat(text).doesNotContain("ada@", "hunter2", "4111 1111", "203.0");
        }
        assertThat(Files.readString(html)).startsWith("<!DOCTYPE html>").doesNotContain("<script", "src=", "href=");
        assertThat(((Map<?, ?>) JsonText.parse(Files.readString(json))).get("records"))
                .isEqualTo(4L);
    }

    @Test
    void passesBelowTheLevel() {
        assertThat(CommandRun.of("scan", masked.toString()).exitCode()).isZero();
        assertThat(CommandRun.of("scan", masked.toString(), "--fail-at", "internal")
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void provesThatAMaskedOutputDoesNotWiden() {
        CommandRun run = CommandRun.of("scan", "--compare", raw.toString(), masked.toString());

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).containsPattern("net.ip +1 +1\\R").contains("OK: the output shows no more");
    }

    @Test
    void findsWhatAnOutputShowsBeyondItsInput() throws IOException {
        // Given an output in which one tenant sees what the other one sent, and a label that nobody sent
        Path output = Files.writeString(directory.resolve("output.jsonl"), """
                {"tenant_id":"zeta","prompt":"I am ada@example.org","ip":"203.0.113.9","mac":"00:1B:44:11:3A:B7"}
                {"tenant_id":"acme"}
                {"tenant_id":"acme"}
                {"tenant_id":"acme"}
                """);

        // When
        CommandRun run = CommandRun.of("scan", "--compare", raw.toString(), output.toString(), "--allow", "pii,net");

        // Then
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("TENANT_WIDENED +pii.email +zeta +0 +1\\R")
                .containsPattern("WIDENED +net.mac +0 +1\\R")
                .doesNotContain("READABLE");
        assertThat(CommandRun.of("scan", "--compare", raw.toString(), output.toString())
                        .out())
                .containsPattern("READABLE +pii.email +3 +1\\R");
    }

    @Test
    void comparesReports() {
        Path before = directory.resolve("before.json");
        Path after = directory.resolve("after.json");
        CommandRun.of("scan", raw.toString(), "--json", before.toString());
        CommandRun.of("scan", masked.toString(), "--json", after.toString());

        CommandRun run = CommandRun.of("scan", "--compare", before.toString(), after.toString());
        CommandRun turned = CommandRun.of("scan", "--compare", after.toString(), before.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(turned.exitCode()).isEqualTo(1);
    }

    @Test
    void samplesEvenlyAndFromTheEnd() throws IOException {
        // Given
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            lines.add(i < 100 ? "ada@example.org" : "clean line");
        }
        Path file = Files.write(directory.resolve("long.txt"), lines);

        // Then
        assertThat(CommandRun.of("scan", file.toString(), "--sample", "100").out())
                .contains("100 records, a sample")
                .containsPattern("pii.email +confidential +\\d+ +10 +10\\R");
        assertThat(CommandRun.of("scan", file.toString(), "--latest", "900"))
                .returns(0, CommandRun::exitCode)
                .extracting(CommandRun::out)
                .asString()
                .contains("900 records, a sample");
    }

    @Test
    void scansAsATransformIsConfigured() throws IOException {
        Path config = Files.writeString(
                directory.resolve("config.json"),
                JsonText.write(Map.of(
                        "name",
                        "x",
                        "config",
                        Map.of(
                                "transforms", "event,look",
                                "transforms.event.type", "io.affidavit.smt.ToGovernanceEvent",
                                "transforms.look.type", "io.affidavit.smt.ClassifyFields",
                                "transforms.look.classify.ignore.fields", "prompt,args"))));

        CommandRun run = CommandRun.of("scan", raw.toString(), "--config", config.toString());

        assertThat(run.out()).contains("pci.card").doesNotContain("pii.email", "secret.password");
    }

    @Test
    void hidesTenantsThatAreContentAndNamesThatCouldRunInAPage() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("hostile.jsonl"), """
                {"tenant_id":"eve@example.org","a":"ada@example.org"}
                {"tenant_id":"<script>alert(1)</script>","a":"ada@example.org"}
                """);
        Path html = directory.resolve("scan.html");

        // When
        CommandRun run = CommandRun.of("scan", file.toString(), "--html", html.toString());

        // Then
        assertThat(run.out()).contains("(sensitive)").doesNotContain("eve@");
        assertThat(Files.readString(html))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void countsRecordsThatNoWalkCanTakeAsExposed() throws IOException {
        Path file = Files.writeString(directory.resolve("deep.jsonl"), "[".repeat(300) + "]".repeat(300) + "\n");

        CommandRun run = CommandRun.of("scan", file.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).containsPattern("\\(record\\) +budget +1 +1\\R");
    }

    @Test
    void saysWhatItCannotScan() throws IOException {
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, '\n'});
        Path empty = Files.writeString(directory.resolve("empty"), "");

        assertThat(List.of(
                        CommandRun.of("scan"),
                        CommandRun.of("scan", "absent.jsonl"),
                        CommandRun.of("scan", "topic:events"),
                        CommandRun.of("scan", "table:events"),
                        CommandRun.of("scan", raw.toString(), "--fail-at", "high"),
                        CommandRun.of("scan", raw.toString(), "--min-score", "0"),
                        CommandRun.of("scan", raw.toString(), "--sample", "-1"),
                        CommandRun.of("scan", "--compare", raw.toString(), empty.toString()),
                        CommandRun.of("scan", binary.toString())))
                .allSatisfy(run -> {
                    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
                    assertThat(run.err()).startsWith("affidavit: Cannot ").doesNotContain("Exception:");
                });
    }

    @Test
    void saysHowFarItIs() throws IOException {
        Path file = Files.writeString(directory.resolve("long.txt"), "line\n".repeat(2_500));

        CommandRun run = CommandRun.of("scan", file.toString(), "--progress");

        assertThat(run.err()).contains("scanning file:long.txt: 1000 records").contains("2000 records");
    }
}

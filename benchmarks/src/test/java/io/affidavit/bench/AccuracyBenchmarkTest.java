/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyBenchmarkTest {

    @TempDir
    Path folder;

    @Test
    void countsRightWrongAndMissedFindings() throws Exception {
        // Given one address found, one SSN labelled where none is, and a card that no label mentions
        Path data = folder.resolve("data.jsonl");
        Files.writeString(data, """
                {"text": "\\ud83d\\ude42 mail ada@example.org", "spans": [{"type": "EMAIL_ADDRESS", "start": 7, "end": 22}]}
                {"text": "nothing here", "spans": [{"type": "US_SSN", "start": 0, "end": 7}]}
                {"text": "card 4111 1111 1111 1111", "spans": []}
                {"text": "Ada", "spans": [{"type": "PERSON", "start": 0, "end": 3}]}
                """);

        // When
        String printed = run(data.toString());

        // Then
        assertThat(printed)
                .contains("\"micro_precision\":0.5,\"micro_recall\":0.5,\"micro_f1\":0.5")
                .containsPattern("EMAIL_ADDRESS +1 +1.000 +1.000 +1.000 +1.000")
                .containsPattern("US_SSN +1 +1.000 +0.000")
                .contains("pci.card")
                .contains("not claimed: PERSON");
    }

    @Test
    void countsFindingsWhereTheDataOnlySaysHowMany() throws Exception {
        Path data = folder.resolve("cases.jsonl");
        Files.writeString(data, """
                {"text": "ada@example.org", "entities": ["EMAIL_ADDRESS"], "expected_len": 1}
                {"text": "ada@example", "entities": ["EMAIL_ADDRESS"], "expected_len": 1}
                """);

        assertThat(run(data.toString())).contains("\"cases_right\":0.5");
    }

    @Test
    void mapsTypesByAFile() throws Exception {
        Path data = folder.resolve("data.jsonl");
        Files.writeString(
                data,
                "{\"text\": \"to ada@example.org\", \"spans\": [{\"type\": \"MAILBOX\", \"start\": 3, \"end\": 18}]}\n",
                StandardCharsets.UTF_8);
        Path labels = folder.resolve("labels.properties");
        Files.writeString(labels, "MAILBOX=pii.email\n");

        assertThat(run("--labels", labels.toString(), data.toString())).contains("\"micro_f1\":1.0");
    }

    @Test
    void refusesUnknownLabels() throws Exception {
        Path labels = folder.resolve("labels.properties");
        Files.writeString(labels, "MAILBOX=pii.mailbox\n");

        assertThatThrownBy(() -> AccuracyBenchmark.of(List.of("--labels", labels.toString(), "data.jsonl")))
                .hasMessageContaining("unknown label pii.mailbox");
    }

    private static String run(String... arguments) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AccuracyBenchmark.of(List.of(arguments)).run().print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}

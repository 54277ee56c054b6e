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
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code affidavit policy try}, run as a user runs it. */
class PolicyTryTest {

    private static final String RECORD =
            "{\"event_id\":\"e1\",\"prompt\":\"I am ada@example.org\",\"args\":\"{\\\"pin\\\":\\\"hunter2\\\"}\"}";

    @TempDir
    private Path directory;

    private CommandRun attempt(Map<String, String> mask, String record) throws IOException {
        Map<String, Object> config = new HashMap<>(Map.of(
                "connector.class", "any", "transforms", "mask", "transforms.mask.type", "io.affidavit.smt.MaskFields"));
        mask.forEach((key, value) -> config.put("transforms.mask." + key, value));
        Path file = Files.writeString(
                directory.resolve("source.json"), JsonText.write(Map.of("name", "source", "config", config)));
        Path sample = Files.writeString(directory.resolve("record.json"), record);
        return CommandRun.of("policy", "try", "--config", file.toString(), "--record", sample.toString());
    }

    @Test
    void showsWhatIsFoundAndHowTheRecordLeaves() throws IOException {
        CommandRun run = attempt(Map.of("mask.actions", "pii.email:partial"), RECORD);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("prompt +pii.email +confidential +handled +\\d+ +5 +20\\R")
                .containsPattern("args.pin +secret.password +restricted +handled +\\d+ +0 +7\\R")
                .contains("{\"event_id\":\"e1\",\"prompt\":\"I am ****@example.org\","
                        + "\"args\":\"{\\\"pin\\\":\\\"[PASSWORD]\\\"}\"}")
                .contains("gov.sensitivity: restricted")
                .contains("gov.findings: pii.email:1,secret.password:1")
                .doesNotContain("hunter2");
    }

    @Test
    void failsWhereSomethingStaysReadable() throws IOException {
        CommandRun run = attempt(Map.of("mask.actions", "pii:keep"), RECORD);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).containsPattern("prompt +pii.email +confidential +stays readable");
    }

    @Test
    void tellsWhyARecordDoesNotLeave() throws IOException {
        CommandRun run = attempt(Map.of("scan.max.nodes", "2"), RECORD);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("Does not leave: ")
                .contains("scan.budget.nodes")
                .doesNotContain("hunter2", "ada@");
    }

    @Test
    void takesTheTransformsKeysAlone() throws IOException {
        Path config = Files.writeString(directory.resolve("mask.properties"), "mask.default.action=drop\n");
        Path record = Files.writeString(directory.resolve("record.json"), RECORD);

        CommandRun run = CommandRun.of("policy", "try", "--config", config.toString(), "--record", record.toString());

        assertThat(run.out()).contains("{\"event_id\":\"e1\",\"args\":\"{\\\"pin\\\":null}\"}");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertThat(CommandRun.of("policy", "try").err()).startsWith("affidavit: Cannot try a policy");
        assertThat(attempt(Map.of("mask.default.action", "hmac"), RECORD).err()).contains("mask.hmac.key");
        assertThat(attempt(Map.of("mask.hmac.key", "${file:/secrets:key}"), RECORD)
                        .err())
                .contains("mask.hmac.key")
                .contains("placeholder");
        assertThat(attempt(Map.of(), " ").err()).contains("the record is empty");
        assertThat(attempt(Map.of("mask.default.action", "hmac"), RECORD).exitCode())
                .isEqualTo(2);
    }
}

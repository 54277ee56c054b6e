/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.smt.MaskFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command prints what masking writes. */
class KeysTokenTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hmac  | acme | pii.email | Ada@Example.org
            hmac  | acme | pci.card  | 4111 1111 1111 1111
            hmac  |      | pii.email | ada@example.org
            token | acme | pii.email | ada@example.org
            token |      | pii.email | Ada@Example.org
            """)
    void printsWhatMaskingWrites(String action, String tenant, String label, String content) throws IOException {
        CommandRun run = token(action, tenant, label, content);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().strip()).isEqualTo(masked(action, tenant, content));
        assertThat(run.out() + run.err()).doesNotContain(content);
    }

    @Test
    void refusesWhatIsNoKeyNoLabelAndNoContentWithoutPrintingAnyOfIt() throws IOException {
        Files.writeString(directory.resolve("content"), "ada@example.org");
        Files.writeString(directory.resolve("empty"), " \n");
        Files.writeString(directory.resolve("key"), "c2hvcnQ=");

        CommandRun shortKey = keys("pii.email", "content", "--hmac-key", "key");
        assertThat(shortKey.exitCode()).isEqualTo(2);
        assertThat(shortKey.err()).contains("32 bytes").doesNotContain("c2hvcnQ", "ada");
        assertThat(keys("pii.nothing", "content", "--hmac-key", "key").err()).contains("pii.nothing");
        assertThat(keys("pii.email", "empty", "--hmac-key", "key").err()).contains("is empty");
        CommandRun noKeyset = keys("pii.email", "content", "--keyset", "key");
        assertThat(noKeyset.exitCode()).isEqualTo(2);
        assertThat(noKeyset.err()).contains("Cannot use the keyset").doesNotContain("c2hvcnQ", "ada");
        assertThat(CommandRun.of("keys", "token", "--label", "pii.email").exitCode())
                .isEqualTo(2);
    }

    private CommandRun token(String action, String tenant, String label, String content) throws IOException {
        Files.writeString(directory.resolve("content"), content + "\n");
        Files.writeString(directory.resolve("key"), key() + "\n");
        keyset();
        List<String> more = new ArrayList<>(
                action.equals("hmac")
                        ? List.of("--hmac-key", "key", "--hmac-key-id", "k7")
                        : List.of("--keyset", "tokens.json"));
        if (tenant != null) {
            more.addAll(List.of("--tenant", tenant));
        }
        return keys(label, "content", more.toArray(String[]::new));
    }

    private CommandRun keys(String label, String value, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "keys",
                "token",
                "--label",
                label,
                "--value",
                directory.resolve(value).toString()));
        for (String word : more) {
            args.add(
                    Files.exists(directory.resolve(word))
                            ? directory.resolve(word).toString()
                            : word);
        }
        return CommandRun.of(args.toArray(String[]::new));
    }

    private Path keyset() {
        Path keyset = directory.resolve("tokens.json");
        if (!Files.exists(keyset)) {
            CommandRun.of("keys", "keyset", "--type", "siv", "--out", keyset.toString());
        }
        return keyset;
    }

    private static String key() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        return Base64.getEncoder().encodeToString(key);
    }

    private String masked(String action, String tenant, String content) {
        Map<String, String> config = new HashMap<>();
        config.put("mask.default.action", action);
        config.put("mask.tenant.field", "tenant_id");
        config.put("mask.hmac.key", key());
        config.put("mask.hmac.key.id", "k7");
        config.put("mask.token.keyset.file", keyset().toString());
        Map<String, Object> value = new HashMap<>(Map.of("text", content));
        if (tenant != null) {
            value.put("tenant_id", tenant);
        }
        try (MaskFields<SourceRecord> transform = new MaskFields<>()) {
            transform.configure(config);
            SourceRecord record = new SourceRecord(Map.of(), Map.of(), "topic", null, null, null, value);
            return (String) ((Map<?, ?>) transform.apply(record).value()).get("text");
        }
    }
}

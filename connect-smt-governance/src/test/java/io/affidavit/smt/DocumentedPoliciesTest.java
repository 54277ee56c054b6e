/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.JsonText;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.smt.seal.FixedKeysets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** What the pages show of transforms that a policy document decides for works as they say; only its source is another. */
class DocumentedPoliciesTest {

    @Test
    void masksAsThePageShows() throws IOException {
        String section = section("masking");
        Map<String, String> config = config(section, "mask");
        config.put("mask.token.keyset", FixedKeysets.SIV);
        assertThat(config.remove("mask.token.keyset.file")).isNotNull();
        Map<String, Object> value = Map.of(
                "text",
                "ada@example.org",
                "decision",
                Map.of("explanation_json", "{\"because\":\"of\"}", "other", "x"));

        SourceRecord masked = Masking.apply(config, null, value);

        assertThat(Masking.value(masked, "text").toString()).startsWith("t1.");
        assertThat(Masking.value(masked, "decision").toString()).contains("[FIELD]", "other=x");
        assertThat(Masking.header(masked, GovHeaders.MASKING_AUDIENCE)).isEqualTo("analysts");
    }

    @Test
    void acceptsAndMigratesAsThePageShows() throws IOException {
        Map<String, String> config = config(section("schema-versions"), "version");
        config.put("migrations", block(page("schema-versions"), "yaml"));
        EnforceSchemaVersion<SourceRecord> gate = new EnforceSchemaVersion<>();
        gate.configure(config);

        SourceRecord migrated = gate.apply(
                Masking.record(null, Map.of("schema_version", "2.0", "user_id", "u-1", "messages", List.of())));
        SourceRecord refused = gate.apply(Masking.record(null, Map.of("schema_version", "3.1")));

        assertThat(Masking.header(migrated, GovHeaders.SCHEMA)).isEqualTo("chat:3.0.0");
        assertThat(Masking.value(migrated, "identity")).isEqualTo(Map.of("user_id", "u-1"));
        assertThat(Masking.header(refused, GovHeaders.REJECT_RULE)).isEqualTo("schema.version.future");
    }

    /** The configuration of a section, with the document of the same section written into it. */
    private static Map<String, String> config(String section, String alias) {
        Map<String, String> config = new HashMap<>();
        String prefix = "transforms." + alias + ".";
        ((Map<?, ?>) JsonText.parse("{" + block(section, "json") + "}")).forEach((key, value) -> {
            if (key.toString().startsWith(prefix)) {
                config.put(key.toString().substring(prefix.length()), value.toString());
            }
        });
        assertThat(config.put("policy.source", "inline")).isEqualTo("topic");
        assertThat(config.remove("policy.bootstrap.servers")).isNotNull();
        config.put("policy.inline", "id: lending-assistant\nversion: 1\n" + block(section, "yaml"));
        return config;
    }

    private static String section(String page) throws IOException {
        String text = page(page);
        int start = text.indexOf("\n## By policy\n") + 1;
        assertThat(start).isPositive();
        return text.substring(start, text.indexOf("\n## ", start));
    }

    private static String block(String text, String language) {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(text);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("../docs/" + name + ".md"));
    }
}

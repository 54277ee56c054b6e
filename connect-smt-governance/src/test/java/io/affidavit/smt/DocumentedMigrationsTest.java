/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static io.affidavit.smt.TransformContract.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.JsonText;
import io.affidavit.core.tags.GovHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page on schema versions shows works as it says. */
class DocumentedMigrationsTest {

    private static final String ALIAS = "transforms.version.";

    @Test
    void bringsARecordOfTheFirstVersionToTheTarget(@TempDir Path directory) throws IOException {
        // Given
        String page = Files.readString(Path.of("../docs/schema-versions.md"), StandardCharsets.UTF_8);
        Path migrations = Files.writeString(directory.resolve("migrations.yml"), block(page, "yaml"));
        Path contract = Files.writeString(
                directory.resolve("contract.json"), "{\"required\":[\"identity\",\"usage\"]}", StandardCharsets.UTF_8);
        Map<String, String> config = new HashMap<>();
        ((Map<?, ?>) JsonText.parse("{" + block(page, "json") + "}"))
                .forEach((key, value) -> config.put(key.toString().replace(ALIAS, ""), value.toString()));
        config.put("migrations", migrations.toString());
        config.put("contract", contract.toString());

        // When
        EnforceSchemaVersion<SourceRecord> gate = new EnforceSchemaVersion<>();
        gate.configure(config);
        SourceRecord result = gate.apply(source(
                null,
                "{\"schema_version\":\"1.4\",\"user\":\"u\",\"person\":\"Ada King Lovelace\",\"status\":\"ok\",\"debug\":true,"
                        + "\"usage\":{\"tokens\":\"12\",\"cached\":3},\"messages\":[{\"text\":\"hi\"}]}"));

        // Then
        assertThat(JsonText.parse((String) result.value())).isEqualTo(JsonText.parse("""
                {"schema_version":"3.0.0","status":"success","tenant":"acme","messages":[{"content":"hi"}],
                "identity":{"user_id":"u","first_name":"Ada","last_name":"King Lovelace"},
                "usage":{"tokens":12,"cached":3,"total":15}}"""));
        assertThat(GovHeaders.text(result.headers(), "gov.migrated.from")).isEqualTo("1.4.0");
    }

    private static String block(String page, String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }
}

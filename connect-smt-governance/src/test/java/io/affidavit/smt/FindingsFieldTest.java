/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static io.affidavit.smt.Masking.apply;
import static io.affidavit.smt.Masking.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.testing.Golden;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** The findings of a record, one by one, in its own value. */
class FindingsFieldTest {

    private static final Map<String, String> CONFIG = Map.of(
            "findings.field",
            "attributes.findings",
            "mask.detectors",
            "PeopleDetector",
            "mask.detector.PeopleDetector.people",
            "Ada Lovelace",
            "mask.rules",
            "{format: 1, rules: [{name: project, terms: [bluebird]}]}",
            "mask.fields",
            "notes:redact",
            "mask.watch.fields",
            "tenant_id",
            "scan.max.leaf.chars",
            "400");

    @Test
    void saysWhereWhatAndByWhom() {
        // Given
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("prompt", "Ada Lovelace of bluebird, ada@example.org");
        value.put("tenant_id", "grace@example.org");
        value.put("notes", "hello");
        value.put("messages", List.of(Map.of("content", "x"), Map.of("content", "host 10.1.2.3")));
        value.put("arguments", "{\"to\":{\"mail\":\"eve@example.org\"},\"inner\":\"{\\\"p\\\":[\\\"a@b.org\\\"]}\"}");
        value.put("by.mail", Map.of("bob@example.org", "host 10.1.2.3"));
        value.put("long", "x".repeat(500));
        value.put("attributes", Map.of());

        // When
        String findings = findings(apply(CONFIG, null, value));

        // Then
        assertThat(findings)
                .doesNotContain("example", "hello", "10.1", "Lovelace", "b.org")
                .isEqualTo(CanonicalJson.canonicalize(findings));
        Golden.assertMatches(
                Path.of("src/test/resources/golden/findings.json"),
                findings.replaceAll("[0-9a-f]{16}", "<16 hex digits>"));
    }

    @Test
    void namesThePolicy() {
        Map<String, Object> value = Map.of("a", "ada@example.org", "attributes", Map.of());
        Map<String, String> other = new HashMap<>(CONFIG);
        other.put("mask.rules", "{format: 1, rules: [{name: project, terms: [redbird]}]}");
        Map<String, String> keyed = new HashMap<>(CONFIG);
        keyed.put("mask.hmac.key", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");

        assertThat(policy(CONFIG, value)).matches("[0-9a-f]{16}").isEqualTo(policy(CONFIG, value));
        assertThat(policy(other, value)).isNotEqualTo(policy(CONFIG, value));
        assertThat(policy(keyed, value)).isEqualTo(policy(CONFIG, value));
    }

    @Test
    void writesIntoStructsAndTheirMaps() {
        // Given
        Schema attributes = SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA)
                .optional()
                .build();
        Schema schema = SchemaBuilder.struct()
                .field("a", Schema.STRING_SCHEMA)
                .field("attributes", attributes)
                .field("findings", Schema.OPTIONAL_STRING_SCHEMA)
                .field("n", Schema.OPTIONAL_INT32_SCHEMA)
                .build();
        Struct value = new Struct(schema).put("a", "ada@example.org");

        // Then
        Struct inMap = (Struct) apply(Map.of("findings.field", "attributes.findings"), schema, value)
                .value();
        assertThat(inMap.getMap("attributes").get("findings").toString()).contains("\"label\":\"pii.email\"");
        Struct inField = (Struct)
                apply(Map.of("findings.field", "findings"), schema, value).value();
        assertThat(inField.getString("findings")).contains("\"path\":\"a\"");
        Struct nowhere =
                (Struct) apply(Map.of("findings.field", "n"), schema, value).value();
        assertThat(nowhere.get("n")).isNull();
        assertThat(nowhere.get("a")).isEqualTo("[EMAIL]");
        assertThat(value.get("findings")).isNull();
    }

    @Test
    void writesNothingWhereNothingIsFound() {
        Map<String, Object> value = Map.of("a", "clean", "attributes", Map.of());

        assertThat(apply(CONFIG, null, value).value()).isSameAs(value);
    }

    private static String policy(Map<String, String> config, Object value) {
        return findings(apply(config, null, value)).replaceAll(".*\"policy\":\"([^\"]*)\".*", "$1");
    }

    private static String findings(SourceRecord record) {
        return (String) ((Map<?, ?>) value(record, "attributes")).get("findings");
    }
}

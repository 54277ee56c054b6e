/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static io.affidavit.smt.Masking.apply;
import static io.affidavit.smt.Masking.header;
import static io.affidavit.smt.Masking.transform;
import static io.affidavit.smt.Masking.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.contract.EventContract;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** The modes of {@link MaskFields}. */
class AllowModeTest {

    private static final Map<String, String> ALLOW =
            Map.of("mask.mode", "allow", "mask.allow.fields", "kind,content.role,**.size");

    @Test
    void protectsEverythingThatIsNotNamed() {
        Map<String, Object> value = Map.of(
                "kind", "prompt", "text", "hello", "n", 3, "flag", true, "list", List.of("a", 1), "size", 7, "x", "");

        SourceRecord result = apply(ALLOW, null, value);

        assertThat(result.value())
                .isEqualTo(Map.of(
                        "kind",
                        "prompt",
                        "text",
                        "[FIELD]",
                        "n",
                        "[FIELD]",
                        "flag",
                        "[FIELD]",
                        "list",
                        List.of("[FIELD]", "[FIELD]"),
                        "size",
                        7,
                        "x",
                        "[FIELD]"));
        assertThat(header(result, "gov.findings")).isEqualTo("field:6");
    }

    @Test
    void scansWhatIsNamed() {
        SourceRecord result = apply(ALLOW, null, Map.of("kind", "mail ada@example.org"));

        assertThat(value(result, "kind")).isEqualTo("mail [EMAIL]");
    }

    @Test
    void findsNamedFieldsInsideJson() {
        // Given JSON in text and in bytes, and text that only begins like it
        String json = "{\"role\":\"user\",\"text\":\"h\u00e9llo\",\"n\":1,\"deep\":{\"size\":5,\"z\":[\"y\"]}}";
        String expected = "{\"role\":\"user\",\"text\":\"[FIELD]\",\"n\":\"[FIELD]\","
                + "\"deep\":{\"size\":5,\"z\":[\"[FIELD]\"]}}";

        // Then
        assertThat(value(apply(ALLOW, null, Map.of("content", json)), "content"))
                .isEqualTo(expected);
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertThat((byte[]) value(apply(ALLOW, null, Map.of("content", bytes)), "content"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(expected);
        assertThat(value(apply(ALLOW, null, Map.of("content", "{role: user}")), "content"))
                .isEqualTo("[FIELD]");
        assertThat(value(apply(ALLOW, null, Map.of("content", "\"hello\"")), "content"))
                .isEqualTo("\"[FIELD]\"");
    }

    @Test
    void replacesWholeWhatIsTooLongToOpen() {
        Map<String, String> config = new HashMap<>(ALLOW);
        config.put("scan.max.leaf.chars", "20");

        SourceRecord result = apply(config, null, Map.of("content", "{\"role\":\"" + "u".repeat(20) + "\"}"));

        assertThat(value(result, "content")).isEqualTo("[BUDGET]");
    }

    @Test
    void emptiesWhatNoMarkFitsInto() {
        // Given
        Schema schema = SchemaBuilder.struct()
                .field("kind", Schema.STRING_SCHEMA)
                .field("score", Schema.OPTIONAL_FLOAT64_SCHEMA)
                .field("blob", Schema.OPTIONAL_BYTES_SCHEMA)
                .build();
        Struct value =
                new Struct(schema).put("kind", "prompt").put("score", 0.5).put("blob", new byte[] {-1, 0});

        // When
        Struct result = (Struct) apply(ALLOW, schema, value).value();

        // Then
        assertThat(result.get("kind")).isEqualTo("prompt");
        assertThat(result.get("score")).isNull();
        assertThat((byte[]) result.get("blob")).asString(StandardCharsets.UTF_8).isEqualTo("[FIELD]");
    }

    @Test
    void rejectsWhatIsRequiredAndTakesNoMark() {
        Schema schema =
                SchemaBuilder.struct().field("score", Schema.FLOAT64_SCHEMA).build();

        SourceRecord result = apply(ALLOW, schema, new Struct(schema).put("score", 0.5));

        assertThat(header(result, "gov.reject.rule")).isEqualTo("mask.type");
        assertThat(header(result, "gov.reject.path")).isEqualTo("score");
    }

    @Test
    void leavesEventsWhole() {
        // Given
        Schema schema = EventContract.connectSchema();
        Struct event = new Struct(schema)
                .put("event_id", "5f0c5ad1c2b84d0a9f7e2f2b8f1d6a10")
                .put("entity_id", "5f0c5ad1c2b84d0a9f7e2f2b8f1d6a10")
                .put("category", "prompt")
                .put("operation", "chat")
                .put("event_time", Date.from(Instant.EPOCH))
                .put("observed_time", Date.from(Instant.EPOCH))
                .put("tenant_id", "acme")
                .put("schema_version", "1.0.0")
                .put(
                        "source",
                        new Struct(schema.field("source").schema())
                                .put("system", "litellm")
                                .put("key", "7"))
                .put("usage", new Struct(schema.field("usage").schema()).put("input_tokens", 12L));

        // When
        SourceRecord result = apply(Map.of("mask.mode", "allow"), schema, event);

        // Then
        Struct value = (Struct) result.value();
        assertThat(header(result, "gov.reject.rule")).isNull();
        for (String field : List.of("event_id", "entity_id", "category", "event_time", "tenant_id", "source")) {
            assertThat(value.get(field)).as(field).isEqualTo(event.get(field));
        }
        assertThat(value.get("operation")).isEqualTo("[FIELD]");
        assertThat(value.getStruct("usage").get("input_tokens")).isNull();
        value.validate();
    }

    @Test
    void onlyReportsWhenItDetects() {
        Map<String, Object> value = Map.of("a", "ada@example.org", "notes", "hello");

        SourceRecord result = apply(Map.of("mask.mode", "detect", "mask.fields", "notes:drop"), null, value);

        assertThat(result.value()).isSameAs(value);
        assertThat(header(result, "gov.findings")).isEqualTo("field:1,pii.email:1");
    }

    @Test
    void refusesToAllowByKeepingEverything() {
        assertThatThrownBy(() -> transform(Map.of("mask.mode", "allow", "mask.default.action", "keep")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mask.default.action");
    }
}

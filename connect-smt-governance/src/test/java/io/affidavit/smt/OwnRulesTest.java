/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static io.affidavit.smt.Masking.apply;
import static io.affidavit.smt.Masking.header;
import static io.affidavit.smt.Masking.transform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** Own rules, allowed values and thresholds, as {@link MaskFields} follows them. */
class OwnRulesTest {

    private static final Map<String, String> CONFIG = Map.of("mask.rules", """
            format: 1
            rules:
              - name: customer
                terms: [ACME, Globex]
              - name: badge
                patterns: ['^\\d{5}$']
                sensitivity: restricted
            """);

    @Test
    void protectsOwnTermsAndPatterns() {
        // Given terms and numbers shorter than anything the scanner looks for
        Map<String, Object> value = Map.of(
                "a", "acme", "b", 12345, "c", "call Globex", "d", "clean", "e", 123456, "f", List.of("12345", "x"));

        // When
        SourceRecord result = apply(CONFIG, null, value);

        // Then
        assertThat(result.value())
                .isEqualTo(Map.of(
                        "a",
                        "[CUSTOMER]",
                        "b",
                        "[BADGE]",
                        "c",
                        "call [CUSTOMER]",
                        "d",
                        "clean",
                        "e",
                        123456,
                        "f",
                        List.of("[BADGE]", "x")));
        assertThat(header(result, "gov.findings")).isEqualTo("custom.badge:2,custom.customer:2");
        assertThat(header(result, "gov.sensitivity")).isEqualTo("restricted");
    }

    @Test
    void looksAtEachTextInsideJson() {
        String json = "{\"n\":\"12345\",\"s\":\"line\\nacme\",\"t\":\"{\\\"u\\\":\\\"12345\\\"}\"}";

        SourceRecord result = apply(CONFIG, null, Map.of("j", json));

        assertThat(Masking.value(result, "j"))
                .isEqualTo("{\"n\":\"[BADGE]\",\"s\":\"line\\n[CUSTOMER]\",\"t\":\"{\\\"u\\\":\\\"[BADGE]\\\"}\"}");
    }

    @Test
    void reportsOwnTermsInNames() {
        Map<String, String> value = Map.of("acme", "clean");

        SourceRecord result = apply(CONFIG, null, value);

        assertThat(result.value()).isEqualTo(value);
        assertThat(header(result, "gov.findings")).isEqualTo("unprotected.custom.customer:1");
    }

    @Test
    void passesCleanRecordsAsTheyAre() {
        Map<String, Object> value = Map.of("a", "clean", "n", 7, "j", "{\"k\":[1,2,\"x\"]}");

        assertThat(apply(CONFIG, null, value).value()).isSameAs(value);
    }

    @Test
    void takesActionsThresholdsAndAllowedValuesForOwnLabels() {
        Map<String, String> config = new HashMap<>(CONFIG);
        config.put("mask.actions", "custom:drop,custom.badge:partial");
        config.put("mask.allow.values", "custom.customer:Globex,pii.email:example.com");
        Map<String, Object> value = Map.of("a", "ACME", "b", "12345", "c", "Globex", "d", "ada@example.com");

        assertThat(apply(config, null, value).value())
                .isEqualTo(Map.of("b", "[BADGE]", "c", "Globex", "d", "ada@example.com"));
        config.put("mask.min.scores", "custom.badge:95");
        assertThat(apply(config, null, value).value())
                .isEqualTo(Map.of("b", "12345", "c", "Globex", "d", "ada@example.com"));
    }

    @Test
    void tagsEventsWithOwnLabels() {
        // Given
        Schema operational = SchemaBuilder.struct()
                .field(
                        "sensitivity_tags",
                        SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build())
                .optional()
                .build();
        Schema schema = SchemaBuilder.struct()
                .field("a", Schema.STRING_SCHEMA)
                .field("operational", operational)
                .build();

        // When
        SourceRecord result = apply(CONFIG, schema, new Struct(schema).put("a", "for ACME"));

        // Then
        Struct tags = ((Struct) result.value()).getStruct("operational");
        assertThat(tags.getArray("sensitivity_tags")).containsExactly("custom.customer");
    }

    @Test
    void holdsThresholdsOfSingleLabels() {
        Map<String, String> value = Map.of("a", "mail ada@example.org from 10.1.2.3");

        assertThat(header(apply(Map.of("mask.min.scores", "net:100"), null, value), "gov.findings"))
                .isEqualTo("pii.email:1");
        ClassifyFields<SourceRecord> classify = new ClassifyFields<>();
        classify.configure(
                Map.of("classify.min.scores", "pii.email:100", "classify.allow.values", "net.ip:10.0.0.0/8"));
        SourceRecord record = Masking.record(null, value);
        assertThat(classify.apply(record)).isSameAs(record);
    }

    @Test
    void refusesRulesWithoutRepeatingThem() {
        assertThat(new MaskFields<SourceRecord>().config().validate(Map.of("mask.rules", "{secretname: 1}")))
                .filteredOn(each -> !each.errorMessages().isEmpty())
                .singleElement()
                .satisfies(each -> assertThat(each.name()).isEqualTo("mask.rules"))
                .satisfies(each -> assertThat(each.errorMessages()).asString().contains("line 1"));
        assertThatThrownBy(() -> transform(Map.of("mask.rules", "/nowhere/rules.yml")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mask.rules");
    }
}

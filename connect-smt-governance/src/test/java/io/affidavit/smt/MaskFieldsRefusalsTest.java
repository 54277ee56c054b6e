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
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link MaskFields} refuses: configurations, and records it cannot protect. */
class MaskFieldsRefusalsTest {

    @Test
    void rejectsNumbersThatASchemaHolds() {
        // Given
        Schema schema = SchemaBuilder.struct().field("n", Schema.INT64_SCHEMA).build();

        // When
        SourceRecord result = apply(Map.of(), schema, new Struct(schema).put("n", 4111111111111111L));

        // Then
        assertThat(result.topic()).isEqualTo("governance-quarantine");
        assertThat(header(result, "gov.reject.rule")).isEqualTo("mask.type");
        assertThat(header(result, "gov.reject.path")).isEqualTo("n");
        assertThat(TransformContract.picture(result)).doesNotContain("4111111111111111");
    }

    @Test
    void rejectsDroppingARequiredField() {
        Schema schema = SchemaBuilder.struct().field("a", Schema.STRING_SCHEMA).build();
        Map<String, String> config = Map.of("mask.default.action", "drop");

        SourceRecord result = apply(config, schema, new Struct(schema).put("a", "ada@example.org"));

        assertThat(header(result, "gov.reject.rule")).isEqualTo("mask.required");
    }

    @Test
    void neverMakesATombstone() {
        SourceRecord result = apply(Map.of("mask.default.action", "drop"), null, "ada@example.org");

        assertThat(header(result, "gov.reject.rule")).isEqualTo("mask.required");
    }

    @Test
    void rejectsRecordsWithTooManyValues() {
        SourceRecord result = apply(Map.of("scan.max.nodes", "10"), null, new ArrayList<>(Collections.nCopies(11, 1)));

        assertThat(header(result, "gov.reject.rule")).isEqualTo("scan.budget.nodes");
    }

    @Test
    void replacesTextBeyondTheBudgetWhole() {
        SourceRecord result = apply(Map.of("scan.max.leaf.chars", "100"), null, Map.of("a", "x".repeat(101), "b", "x"));

        assertThat(result.value()).isEqualTo(Map.of("a", "[BUDGET]", "b", "x"));
        assertThat(header(result, "gov.findings")).isEqualTo("budget:1");
    }

    static Stream<Arguments> badConfigs() {
        return Stream.of(
                Arguments.of("mask.default.action", "vanish"),
                Arguments.of("mask.actions", "pii.nonsense:redact"),
                Arguments.of("mask.actions", "pii.email"),
                Arguments.of("mask.actions", "pii.email:vanish"),
                Arguments.of("mask.fields", "a..b:redact"),
                Arguments.of("mask.fields", "a.b"),
                Arguments.of("mask.ignore.fields", "a..b"),
                Arguments.of("mask.hmac.key", "c2hvcnQ="),
                Arguments.of("mask.hmac.key.id", "a.b"),
                Arguments.of("mask.tenant.field", "a.*"),
                Arguments.of("mask.min.score", "0"),
                Arguments.of("mask.min.scores", "pii.email"),
                Arguments.of("mask.min.scores", "pii.email:0"),
                Arguments.of("mask.min.scores", "pii.nonsense:50"),
                Arguments.of("mask.allow.values", "example.com"),
                Arguments.of("mask.allow.values", "net.ip:localhost"),
                Arguments.of("mask.allow.values", "pii.nonsense:x"),
                Arguments.of("mask.allow.fields", "a..b"),
                Arguments.of("mask.mode", "guess"),
                Arguments.of("mask.detectors", "Nobody"),
                Arguments.of("mask.rules", "{format: 1}"),
                Arguments.of("findings.field", "a.*"),
                Arguments.of("scan.max.record.chars", "0"),
                Arguments.of("scan.max.record.findings", "0"),
                Arguments.of("scan.max.depth", "0"));
    }

    @ParameterizedTest
    @MethodSource("badConfigs")
    void refusesBadConfigAtItsKey(String key, String value) {
        List<ConfigValue> values = new MaskFields<SourceRecord>().config().validate(Map.of(key, value));

        assertThat(values)
                .filteredOn(each -> !each.errorMessages().isEmpty())
                .singleElement()
                .satisfies(each -> assertThat(each.name()).isEqualTo(key));
    }

    @Test
    void refusesPseudonymsWithoutAKey() {
        assertThatThrownBy(() -> transform(Map.of("mask.actions", "pii.email:hmac")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mask.hmac.key");
    }

    @Test
    void tellsNothingOfTheRecordWhenItFailsASink() {
        // Given
        Schema schema = SchemaBuilder.struct().field("n", Schema.INT64_SCHEMA).build();
        MaskFields<SinkRecord> transform = new MaskFields<>();
        transform.configure(Map.of());
        SinkRecord record =
                new SinkRecord("t", 1, null, null, schema, new Struct(schema).put("n", 4111111111111111L), 9L);

        // When
        Throwable thrown = catchThrowable(() -> transform.apply(record));

        // Then
        assertThat(thrown).isInstanceOf(DataException.class).hasNoCause();
        assertThat(thrown.getMessage())
                .contains("mask.type", "at n", "offset 9")
                .doesNotContain("4111111111111111");
    }
}

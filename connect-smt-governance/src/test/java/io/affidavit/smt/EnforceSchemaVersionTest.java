/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static io.affidavit.smt.TransformContract.CANARY;
import static io.affidavit.smt.TransformContract.sink;
import static io.affidavit.smt.TransformContract.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.tags.GovHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EnforceSchemaVersionTest {

    private static final Schema VERSION_SEVEN = SchemaBuilder.struct()
            .name("chat.event")
            .version(7)
            .field("schema_version", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    static Stream<Arguments> statements() {
        Struct both = new Struct(VERSION_SEVEN).put("schema_version", "1.4");
        return Stream.of(
                Arguments.argumentSet("field before schema", "auto", VERSION_SEVEN, both, "chat.event:1.4.0"),
                Arguments.argumentSet("integer in a map", "auto", null, Map.of("schema_version", 1), "unnamed:1.0.0"),
                Arguments.argumentSet(
                        "decimal in JSON text", "auto", null, "{\"schema_version\":1.4}", "unnamed:1.4.0"),
                Arguments.argumentSet(
                        "JSON bytes",
                        "field:meta.v",
                        null,
                        "{\"meta\":{\"v\":\"1.9\"}}".getBytes(StandardCharsets.UTF_8),
                        "unnamed:1.9.0"));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void findsAndStampsTheVersion(String from, Schema schema, Object value, String stamp) {
        SourceRecord record = source(schema, value);

        SourceRecord passed = EnforceSchemaVersionTest.<SourceRecord>gate(
                        Map.of("accept", ">=1.0 <2", "schema.version.source", from))
                .apply(record);

        assertThat(GovHeaders.text(passed.headers(), GovHeaders.SCHEMA)).isEqualTo(stamp);
        assertThat(passed.value()).isSameAs(value);
        assertThat(record.headers()).isEmpty();
    }

    @Test
    void readsTheVersionFromAHeader() {
        SourceRecord record = source(null, Map.of());
        record.headers().addString("gov.schema", "chat.event:1.2");

        SourceRecord passed = EnforceSchemaVersionTest.<SourceRecord>gate(Map.of("accept", "<2"))
                .apply(record);

        assertThat(GovHeaders.text(passed.headers(), GovHeaders.SCHEMA)).isEqualTo("chat.event:1.2.0");
    }

    @ParameterizedTest
    @CsvSource({
        "2.0, schema.version.future, 2.0.0",
        "0.9, schema.version.past, 0.9.0",
        "canary-4f1d2c9e-sk-live-51H8, schema.version.invalid,",
        ", schema.version.missing,"
    })
    void quarantinesWithoutContent(String version, String rule, String seen) {
        Map<String, Object> value = new HashMap<>(Map.of("text", CANARY));
        value.put("schema_version", version);

        SourceRecord rejected = EnforceSchemaVersionTest.<SourceRecord>gate(Map.of("accept", ">=1.0 <2"))
                .apply(source(null, value));

        assertThat(rejected.topic()).isEqualTo("governance-quarantine");
        assertThat(rejected.kafkaPartition()).isNull();
        assertThat(GovHeaders.text(rejected.headers(), "gov.reject.rule")).isEqualTo(rule);
        assertThat(GovHeaders.text(rejected.headers(), "gov.reject.path")).isEqualTo("schema_version");
        assertThat(GovHeaders.text(rejected.headers(), "gov.reject.version.seen"))
                .isEqualTo(seen);
        assertThat(GovHeaders.text(rejected.headers(), "gov.reject.version.expected"))
                .isEqualTo(">=1.0.0 <2.0.0");
        assertThat(TransformContract.picture(rejected)).doesNotContain(CANARY);
    }

    @Test
    void refusesSinkRecordsWithCoordinatesOnly() {
        assertThatThrownBy(() -> EnforceSchemaVersionTest.<SinkRecord>gate(Map.of("accept", "<2"))
                        .apply(sink(null, Map.of("schema_version", "3", "text", CANARY))))
                .isInstanceOf(DataException.class)
                .hasMessage("Cannot accept record of topic ai-logs, partition 3, offset 77: it breaks rule "
                        + "schema.version.future at schema_version. Correct its producer, or set on.reject.sink so that it "
                        + "is quarantined.");
    }

    @Test
    void quarantinesOtherSchemaNames() {
        SourceRecord rejected = EnforceSchemaVersionTest.<SourceRecord>gate(
                        Map.of("accept", "<9", "schema.name", "other"))
                .apply(source(VERSION_SEVEN, new Struct(VERSION_SEVEN)));

        assertThat(GovHeaders.text(rejected.headers(), "gov.reject.rule")).isEqualTo("schema.name.unknown");
    }

    @Test
    void tagsDropsOrFailsWhereAskedTo() {
        SourceRecord unversioned = source(null, Map.of("text", CANARY));
        unversioned.headers().addString("gov.rules", "earlier");

        SourceRecord tagged = EnforceSchemaVersionTest.<SourceRecord>gate(Map.of("accept", "<2", "on.missing", "tag"))
                .apply(unversioned);
        SourceRecord dropped = EnforceSchemaVersionTest.<SourceRecord>gate(Map.of("accept", "<2", "on.missing", "drop"))
                .apply(unversioned);

        assertThat(tagged.topic()).isEqualTo("ai-logs");
        assertThat(tagged.value()).isSameAs(unversioned.value());
        assertThat(GovHeaders.text(tagged.headers(), GovHeaders.RULES)).isEqualTo("earlier,schema.version.missing");
        assertThat(dropped).isNull();
        assertThatThrownBy(
                        () -> EnforceSchemaVersionTest.<SourceRecord>gate(Map.of("accept", "<2", "on.missing", "fail"))
                                .apply(unversioned))
                .isInstanceOf(DataException.class)
                .hasMessageNotContaining(CANARY);
    }

    @ParameterizedTest
    @CsvSource({
        "accept, >=1.0",
        "accept, banana",
        "schema.version.source, field:",
        "schema.version.source, field:a.*",
        "schema.version.source, nowhere",
        "on.future, tag",
        "on.missing, ignore",
        "on.reject, ignore",
        "on.contract, ignore",
        "target, newest",
        "target, 1.0",
        "contract, {}}",
        "contract, event-1",
        "quarantine.topic, no topic"
    })
    void refusesBadConfigurationAtItsKey(String key, String value) {
        Map<String, String> config = new HashMap<>(Map.of("accept", "<2"));
        config.put(key, value);

        assertThat(new EnforceSchemaVersion<SourceRecord>().config().validate(config))
                .filteredOn(result -> !result.errorMessages().isEmpty())
                .extracting(ConfigValue::name)
                .containsExactly(key);
    }

    @ParameterizedTest
    @CsvSource({
        "target, 3, accepted version 0.0.0",
        "target, 2, is not in accept",
        "migrations, nowhere.yml, it is missing",
        "target, , Set both",
        "schema.version.source, schema, no whole number"
    })
    void refusesKeysThatDoNotAgreeWhenTheyAreValidatedAndWhenTheyAreSet(String key, String value, String message) {
        Map<String, String> config = new HashMap<>(
                Map.of("target", "3.5", "migrations", "format: 1\nmigrations: [{from: 3, to: 3.5, steps: []}]"));
        config.put("accept", key.equals("target") && "3".equals(value) ? "<=3" : ">=3 <=3.5");
        if (value == null) {
            config.remove(key);
        } else {
            config.put(key, value);
        }

        List<String> errors = new EnforceSchemaVersion<SourceRecord>()
                .config().validate(config).stream()
                        .flatMap(result -> result.errorMessages().stream())
                        .toList();

        assertThat(errors).singleElement().asString().contains(message);
        assertThatThrownBy(() -> EnforceSchemaVersionTest.<SourceRecord>gate(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void bringsTheStatingHeaderUpToDate() {
        SourceRecord record = source(null, Map.of("a", 1L));
        record.headers().addString("version", "chat:1");

        SourceRecord migrated = EnforceSchemaVersionTest.<SourceRecord>gate(Map.of(
                        "accept", ">=1 <=2",
                        "target", "2",
                        "schema.version.source", "header:version",
                        "migrations",
                                "format: 1\nmigrations: [{from: '<2', to: 2, steps: [{rename: {path: a, to: b}}]}]"))
                .apply(record);

        assertThat(migrated.value()).isEqualTo(Map.of("b", 1L));
        assertThat(GovHeaders.text(migrated.headers(), "version")).isEqualTo("chat:2.0.0");
        assertThat(GovHeaders.text(migrated.headers(), "gov.migrated.from")).isEqualTo("1.0.0");
    }

    @Test
    void listsEveryBreachOfTheContractWithoutContent() {
        Map<String, String> config = new HashMap<>(Map.of(
                "accept", "1",
                "contract", "{\"properties\":{\"a\":{\"type\":\"string\"}},\"additionalProperties\":false}"));
        SourceRecord broken = source(null, Map.of("schema_version", "1", "a", 1L, CANARY, CANARY));

        SourceRecord quarantined =
                EnforceSchemaVersionTest.<SourceRecord>gate(config).apply(broken);
        config.put("on.contract", "tag");
        SourceRecord tagged =
                EnforceSchemaVersionTest.<SourceRecord>gate(config).apply(broken);

        assertThat(GovHeaders.text(quarantined.headers(), "gov.contract")).contains("a:type", "*:additionalProperties");
        assertThat(GovHeaders.text(quarantined.headers(), "gov.reject.rule")).startsWith("schema.contract.");
        assertThat(TransformContract.picture(quarantined)).doesNotContain(CANARY);
        assertThat(GovHeaders.text(tagged.headers(), "gov.rules"))
                .contains("schema.contract.type", "schema.contract.additional_properties");
        assertThat(GovHeaders.text(tagged.headers(), "gov.schema")).isEqualTo("unnamed:1.0.0");
    }

    @Test
    void doesNotUnpackNumbersThatWouldFillTheMemory() {
        SourceRecord rejected = EnforceSchemaVersionTest.<SourceRecord>gate(Map.of("accept", "<2"))
                .apply(source(null, "{\"schema_version\":1e999999999}"));

        assertThat(GovHeaders.text(rejected.headers(), "gov.reject.rule")).isEqualTo("schema.version.invalid");
    }

    private static <R extends ConnectRecord<R>> EnforceSchemaVersion<R> gate(Map<String, String> config) {
        EnforceSchemaVersion<R> transform = new EnforceSchemaVersion<>();
        transform.configure(config);
        return transform;
    }
}

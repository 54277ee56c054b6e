/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.data.JsonText;
import io.affidavit.core.tags.GovHeaders;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A store that changed its table is reported, whatever form its rows come in. */
class ChangedSourceTest {

    private static final Schema TABLE = SchemaBuilder.struct()
            .field("request_id", Schema.STRING_SCHEMA)
            .field("startTime", Schema.OPTIONAL_STRING_SCHEMA)
            .field("spend", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .build();

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.argumentSet("as known", change(row -> {}), null, "", ""),
                Arguments.argumentSet(
                        "new column",
                        change(row -> row.put("shard", "canary")),
                        "mapping.column.unknown",
                        "",
                        "canary"),
                Arguments.argumentSet(
                        "column gone",
                        change(row -> {
                            row.remove("request_id");
                            row.put("model", "m");
                        }),
                        "mapping.column.missing",
                        "request_id",
                        ""),
                Arguments.argumentSet(
                        "column of another type",
                        change(row -> row.put("spend", "canary")),
                        "mapping.column.retyped",
                        "spend",
                        "canary"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void tagsWhatDiffers(Consumer<Map<String, Object>> change, String rule, String path, String canary) {
        Map<String, Object> row = row();
        change.accept(row);

        for (Object form : new Object[] {row, JsonText.write(row), struct(row)}) {
            SourceRecord event = transform(Map.of()).apply(handedOver(form));

            assertThat(GovHeaders.text(event.headers(), GovHeaders.RULES))
                    .as("from %s", form.getClass().getSimpleName())
                    .isEqualTo(rule);
            assertThat(GovHeaders.has(event.headers(), GovHeaders.REJECT_RULE)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void quarantinesWhereAskedTo(Consumer<Map<String, Object>> change, String rule, String path, String canary) {
        Map<String, Object> row = row();
        change.accept(row);

        for (Object form : new Object[] {row, struct(row)}) {
            SourceRecord result = transform(actions("quarantine")).apply(handedOver(form));

            assertThat(GovHeaders.text(result.headers(), GovHeaders.REJECT_RULE))
                    .isEqualTo(rule);
            assertThat(GovHeaders.text(result.headers(), GovHeaders.REJECT_PATH))
                    .isEqualTo(path.isEmpty() ? null : path);
            assertThat(rule == null || !result.toString().contains("canary")).isTrue();
        }
    }

    @Test
    void failsWithoutContentWhereAskedTo() {
        Map<String, Object> row = row();
        row.put("spend", "canary");

        assertThatThrownBy(() -> transform(actions("fail")).apply(handedOver(row)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("mapping.column.retyped at spend")
                .hasMessageNotContaining("canary");
    }

    @Test
    void keepsUnknownColumnsInAnyCase() {
        Map<String, Object> row = row();
        row.put("shard", "eu-1");

        SourceRecord event = transform(actions("ignore")).apply(handedOver(row));

        assertThat(GovHeaders.has(event.headers(), GovHeaders.RULES)).isFalse();
        assertThat(((Struct) event.value()).<String, String>getMap("attributes"))
                .containsEntry("shard", "eu-1");
    }

    @Test
    void addsToRulesThatFiredBefore() {
        Map<String, Object> row = row();
        row.put("shard", "eu-1");
        SourceRecord record = handedOver(row);
        record.headers().addString(GovHeaders.RULES, "earlier");

        SourceRecord event = transform(Map.of()).apply(record);

        assertThat(GovHeaders.text(event.headers(), GovHeaders.RULES)).isEqualTo("earlier,mapping.column.unknown");
    }

    @Test
    void knowsColumnsThatAnOwnMappingAdds() {
        Map<String, Object> row = row();
        row.put("shard", "eu-1");
        String own = "{format: 1, extends: litellm, id: own, version: 1.0.0, columns: {optional: {shard: text}}}";

        SourceRecord event = transform(Map.of("mapping", own)).apply(handedOver(row));

        assertThat(GovHeaders.has(event.headers(), GovHeaders.RULES)).isFalse();
    }

    @Test
    void countsWhatItSees() {
        // Given
        ToGovernanceEvent<SourceRecord> transform = transform(Map.of());
        Metrics registry = new Metrics();
        transform.withPluginMetrics(pluginMetrics(registry));
        Map<String, Object> changed = row();
        changed.put("shard", "x");

        // When
        transform.apply(handedOver(row()));
        transform.apply(handedOver(changed));
        transform.apply(handedOver("[]"));

        // Then
        assertThat(metric(registry, "records-seen")).isEqualTo(3);
        assertThat(metric(registry, "records-mapped")).isEqualTo(2);
        assertThat(metric(registry, "records-rejected")).isEqualTo(1);
        assertThat(metric(registry, "rule-mapping-column-unknown")).isEqualTo(1);
        assertThat(metric(registry, "rule-mapping-column-missing")).isZero();
        assertThat(metric(registry, "rule-mapping-input")).isEqualTo(1);
        assertThat(metric(registry, "evaluation-ns")).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"on.unknown.column", "on.missing.column", "on.retyped.column", "on.more.events"})
    void refusesUnknownActionsAtTheirKey(String key) {
        assertThat(new ToGovernanceEvent<SourceRecord>().config().validate(Map.of("mapping", "litellm", key, "drop")))
                .filteredOn(result -> !result.errorMessages().isEmpty())
                .extracting(ConfigValue::name)
                .containsExactly(key);
    }

    private static PluginMetrics pluginMetrics(Metrics registry) {
        return new PluginMetricsImpl(registry, Map.of());
    }

    private static double metric(Metrics registry, String name) {
        return registry.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name))
                .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
                .findFirst()
                .orElseThrow();
    }

    private static Consumer<Map<String, Object>> change(Consumer<Map<String, Object>> change) {
        return change;
    }

    private static Map<String, String> actions(String action) {
        return Map.of("on.unknown.column", action, "on.missing.column", action, "on.retyped.column", action);
    }

    private static Map<String, Object> row() {
        return new LinkedHashMap<>(Map.of("request_id", "r-1", "startTime", "2026-11-03T09:15:02Z", "spend", 0.5));
    }

    private static Struct struct(Map<String, Object> row) {
        SchemaBuilder builder = SchemaBuilder.struct();
        row.forEach((name, value) -> builder.field(
                name,
                TABLE.field(name) != null && !(value instanceof String)
                        ? TABLE.field(name).schema()
                        : Schema.STRING_SCHEMA));
        Struct struct = new Struct(builder.build());
        row.forEach(struct::put);
        return struct;
    }

    private static SourceRecord handedOver(Object value) {
        Schema schema = value instanceof Struct struct ? struct.schema() : null;
        SourceRecord record = new SourceRecord(Map.of(), Map.of(), "logs", null, null, null, schema, value);
        record.headers().addString(GovHeaders.SOURCE_SYSTEM, "litellm").addString(GovHeaders.SOURCE_KEY, "r-1");
        return record;
    }

    private static ToGovernanceEvent<SourceRecord> transform(Map<String, String> config) {
        Map<String, String> all = new HashMap<>(Map.of("mapping", "litellm"));
        all.putAll(config);
        ToGovernanceEvent<SourceRecord> transform = new ToGovernanceEvent<>(() -> Instant.EPOCH);
        transform.configure(all);
        return transform;
    }
}

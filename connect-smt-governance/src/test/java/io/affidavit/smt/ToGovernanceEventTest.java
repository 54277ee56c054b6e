/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static io.affidavit.smt.TransformContract.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.contract.EventContract;
import io.affidavit.core.identity.EventIds;
import io.affidavit.core.tags.GovHeaders;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToGovernanceEventTest {

    private static final Map<String, Object> ROW = Map.of("request_id", "r-1", "startTime", "2026-11-03T09:15:02Z");

    @Test
    void takesIdsAndProvenanceFromTheHandOver() {
        SourceRecord record = handedOver("hash-1");

        Struct event = (Struct) transform(Map.of()).apply(record).value();

        String entityId = EventIds.entityId("litellm", "gw", "LiteLLM_SpendLogs", "key-9");
        assertThat(event.getString("entity_id")).isEqualTo(entityId);
        assertThat(event.getString("event_id")).isEqualTo(EventIds.eventId(entityId, "model_call", 0, "hash-1"));
        assertThat(event.get("observed_time")).isEqualTo(new Date(123L));
        assertThat(event.getStruct("source").getBoolean("migrated")).isTrue();
        assertThat(event.getStruct("source").getString("position")).isEqualTo("2026-11-03T09:15:02.000000Z");
        assertThat(event.schema()).isSameAs(EventContract.connectSchema());
        event.validate();
    }

    @Test
    void givesAChangedRowANewEventOfTheSameEntity() {
        Struct first = (Struct) transform(Map.of()).apply(handedOver("hash-1")).value();
        Struct again = (Struct) transform(Map.of()).apply(handedOver("hash-1")).value();
        Struct changed =
                (Struct) transform(Map.of()).apply(handedOver("hash-2")).value();

        assertThat(again).isEqualTo(first);
        assertThat(changed.get("entity_id")).isEqualTo(first.get("entity_id"));
        assertThat(changed.get("event_id")).isNotEqualTo(first.get("event_id"));
    }

    /** The revision hash covers source columns only, so that editing a mapping re-issues nothing. */
    @Test
    void keepsIdsWhenTheMappingChanges() {
        Map<String, String> key = Map.of("hash.key", Base64.getEncoder().encodeToString(new byte[32]));
        Map<String, String> edited = new HashMap<>(key);
        edited.put("mapping", "{format: 1, extends: litellm, id: litellm, version: 9.0.0, fields: {operation: model}}");

        Struct before = (Struct) transform(key).apply(source(null, ROW)).value();
        Struct after = (Struct) transform(edited).apply(source(null, ROW)).value();

        assertThat(after.get("event_id")).isEqualTo(before.get("event_id"));
        assertThat(after.getStruct("source").getString("mapping_version")).isEqualTo("9.0.0");
    }

    @Test
    void consumesTheHandOverAndKeepsOtherHeadersAndTheWallClock() {
        SourceRecord record = handedOver("hash-1");
        record.headers().addString("x-trace", "t");

        SourceRecord event = transform(Map.of()).apply(record);

        assertThat(event.headers()).noneMatch(header -> header.key().startsWith("gov.source."));
        assertThat(GovHeaders.text(event.headers(), "x-trace")).isEqualTo("t");
        assertThat(event.timestamp()).isEqualTo(record.timestamp());
        assertThat(event.keySchema()).isEqualTo(Schema.STRING_SCHEMA);
    }

    @Test
    void neverLiftsAHoldTheRecordAlreadyHas() {
        SourceRecord record = source(null, row("request_tags", "[\"legal-hold:CASE-2\"]"));
        record.headers().addString(GovHeaders.LEGAL_HOLD, "CASE-1");
        SourceRecord unnamed = source(null, row("request_tags", "[\"legal-hold:CASE-2\"]"));
        unnamed.headers().addString(GovHeaders.LEGAL_HOLD, "true");
        SourceRecord untagged = source(null, ROW);
        untagged.headers().addString(GovHeaders.LEGAL_HOLD, "CASE-1");

        assertThat(hold(transform(Map.of()).apply(record))).isEqualTo("CASE-1,CASE-2");
        assertThat(hold(transform(Map.of()).apply(unnamed))).isEqualTo("true");
        assertThat(hold(transform(Map.of()).apply(untagged))).isEqualTo("CASE-1");
    }

    @Test
    void holdsForAMatterThatCannotBeNamed() {
        SourceRecord event =
                transform(Map.of()).apply(source(null, row("request_tags", "[\"legal-hold:no such; id\"]")));

        assertThat(hold(event)).isEqualTo("true");
        assertThat(((Struct) event.value()).getStruct("lifecycle").getBoolean("legal_hold"))
                .isTrue();
    }

    @Test
    void keepsRetentionClassesToPlainWords() {
        SourceRecord odd = transform(Map.of("retention.default.class", "one-year"))
                .apply(source(null, row("request_tags", "[\"retention:../../etc\"]")));

        assertThat(GovHeaders.text(odd.headers(), GovHeaders.RETENTION_CLASS)).isEqualTo("one-year");
    }

    @Test
    void fillsDefaultsWithoutHandOver() {
        Struct event = (Struct) transform(Map.of("tenant.default", "acme", "source.instance", "gw-2"))
                .apply(source(null, ROW))
                .value();

        assertThat(event.getString("tenant_id")).isEqualTo("acme");
        assertThat(event.get("observed_time")).isEqualTo(Date.from(Instant.EPOCH));
        assertThat(event.getStruct("source").getString("system")).isEqualTo("litellm");
        assertThat(event.getStruct("source").getString("instance")).isEqualTo("gw-2");
        assertThat(event.getStruct("source").getString("row_hash")).isNull();
        assertThat(event.getStruct("source").getBoolean("migrated")).isFalse();
    }

    @Test
    void mapsSinkRecordsInPlace() {
        ToGovernanceEvent<SinkRecord> transform = new ToGovernanceEvent<>(() -> Instant.EPOCH);
        transform.configure(Map.of("mapping", "litellm"));

        SinkRecord event = transform.apply(new SinkRecord("ai-logs", 3, null, null, null, ROW, 77L));

        assertThat(event.kafkaPartition()).isEqualTo(3);
        assertThat(event.kafkaOffset()).isEqualTo(77L);
        assertThat(event.valueSchema().name()).isEqualTo(EventContract.NAME);
    }

    @Test
    void leavesEventsAlone() {
        SourceRecord event = transform(Map.of()).apply(source(null, ROW));

        assertThat(transform(Map.of()).apply(event)).isSameAs(event);
    }

    @ParameterizedTest
    @CsvSource({"mapping.input, , [1]", "mapping.required, event_time, {\"request_id\":\"r\"}"})
    void rejectsWhatIsNoEvent(String rule, String path, String json) {
        SourceRecord rejected = transform(Map.of()).apply(source(null, json));

        assertThat(GovHeaders.text(rejected.headers(), "gov.reject.rule")).isEqualTo(rule);
        assertThat(GovHeaders.text(rejected.headers(), "gov.reject.path")).isEqualTo(path);
    }

    @Test
    void failsWithoutContentWhereAskedTo() {
        assertThatThrownBy(() -> transform(Map.of("on.reject", "fail")).apply(source(null, "secret-text")))
                .isInstanceOf(DataException.class)
                .hasMessageNotContaining("secret-text");
    }

    @ParameterizedTest
    @CsvSource({
        "mapping, litelm",
        "mapping, /nowhere.yml",
        "mapping, '{format: 1, id: x}'",
        "hash.key, c2hvcnQ=",
        "retention.default.class, a/b",
        "quarantine.key, nonsense!",
        "quarantine.key.id, a b",
        "on.reject.sink, maybe"
    })
    void refusesBadConfigurationAtItsKey(String key, String value) {
        Map<String, String> config = new HashMap<>(Map.of("mapping", "litellm"));
        config.put(key, value);

        assertThat(new ToGovernanceEvent<SourceRecord>().config().validate(config))
                .filteredOn(result -> !result.errorMessages().isEmpty())
                .extracting(ConfigValue::name)
                .containsExactly(key);
    }

    @Test
    void needsAMapping() {
        assertThatThrownBy(() -> new ToGovernanceEvent<SourceRecord>().configure(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mapping");
    }

    @Test
    void showsNoKeyInItsConfiguration() {
        AbstractConfig config = new AbstractConfig(
                new ToGovernanceEvent<SourceRecord>().config(),
                Map.of("mapping", "litellm", "hash.key", Base64.getEncoder().encodeToString(new byte[16])),
                false);

        assertThat(config.values().toString()).doesNotContain("AAAAAAAA");
    }

    private static String hold(ConnectRecord<?> record) {
        return GovHeaders.text(record.headers(), GovHeaders.LEGAL_HOLD);
    }

    private static Map<String, Object> row(String column, Object value) {
        Map<String, Object> row = new HashMap<>(ROW);
        row.put(column, value);
        return row;
    }

    private static SourceRecord handedOver(String rowHash) {
        SourceRecord record = source(null, ROW);
        record.headers()
                .addString(GovHeaders.SOURCE_SYSTEM, "litellm")
                .addString(GovHeaders.SOURCE_INSTANCE, "gw")
                .addString(GovHeaders.SOURCE_ENTITY, "LiteLLM_SpendLogs")
                .addString(GovHeaders.SOURCE_KEY, "key-9")
                .addString(GovHeaders.SOURCE_POSITION, "2026-11-03T09:15:02.000000Z")
                .addString(GovHeaders.SOURCE_ROW_HASH, rowHash)
                .addString(GovHeaders.SOURCE_KEY_ID, "k1")
                .addString(GovHeaders.SOURCE_OBSERVED_MS, "123");
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

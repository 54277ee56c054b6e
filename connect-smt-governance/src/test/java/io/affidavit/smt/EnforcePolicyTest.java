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

import io.affidavit.core.contract.EventContract;
import io.affidavit.core.policy.PolicyReader;
import io.affidavit.core.tags.GovHeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EnforcePolicyTest {

    private static final String DOCUMENT = """
            id: chat
            version: 7
            owners: {risk: {contact: risk@example.org}}
            retention: {long: {duration: 7 years}, founding: {duration: forever}}
            lists: {tools: [lookup]}
            rules:
              - {id: tool.seen, when: has(event.decision.tool_name), action: log, mode: enforce}
              - {id: tool.new, when: "has(event.decision.tool_name) && !(event.decision.tool_name in lists.tools)",
                 action: block, mode: monitor}
              - {id: tool.risky, when: "has(event.decision.tool_name) && event.decision.tool_name == 'wire'",
                 action: escalate, mode: enforce, message: A person must look}
              - {id: text.secret, when: "event.attributes.text.contains('canary')", action: block, mode: enforce}
            lifecycle:
              - {id: credit, when: event.category == 'policy', retention: long, holds: [m-2], replay: denied, owner: risk,
                 residency: eu}
              - {id: founding, when: event.category == 'memory', retention: founding}
            """;
    private static final String STAMP = PolicyReader.read(DOCUMENT).ref().stamp();
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @AutoClose
    private final EnforcePolicy<SourceRecord> onSource = enforcing(Map.of());

    @AutoClose
    private final EnforcePolicy<SinkRecord> onSink = enforcing(Map.of());

    @Test
    void stampsPolicyVerdictAndEveryRuleThatFired() {
        SourceRecord record = source(null, event("lookup-2", "fine"));
        record.headers().addString("gov.rules", "schema.version.missing").addString("other", "kept");

        SourceRecord passed = onSource.apply(record);

        assertThat(tag(passed, GovHeaders.POLICY)).isEqualTo(STAMP).startsWith("chat@7#");
        assertThat(tag(passed, GovHeaders.VERDICT)).isEqualTo("log");
        assertThat(tag(passed, GovHeaders.RULES)).isEqualTo("schema.version.missing,tool.seen,tool.new:monitor");
        assertThat(tag(passed, "other")).isEqualTo("kept");
        assertThat(passed.topic()).isEqualTo("ai-logs");
        assertThat(passed.value()).isSameAs(record.value());
        assertThat(record.headers()).hasSize(2);
    }

    @Test
    void stampsWhatNoRuleHasAnythingToSayAbout() {
        SourceRecord passed = onSource.apply(source(null, event(null, "fine")));

        assertThat(tag(passed, GovHeaders.POLICY)).isEqualTo(STAMP);
        assertThat(tag(passed, GovHeaders.VERDICT)).isEqualTo("allow");
        assertThat(passed.headers().lastWithName(GovHeaders.RULES)).isNull();
    }

    @Test
    void replacesStampsTheRecordBrings() {
        SourceRecord record = source(null, event(null, "fine"));
        record.headers().addString("gov.policy", "forged@1#0").addString("gov.verdict", "block");

        SourceRecord passed = onSource.apply(record);

        assertThat(passed.headers()).hasSize(2);
        assertThat(tag(passed, GovHeaders.VERDICT)).isEqualTo("allow");
    }

    @Test
    void quarantinesBlockedSourceRecordsWithTheirStampsAndWithoutContent() {
        SourceRecord blocked = onSource.apply(source(null, event("wire", CANARY)));

        assertThat(blocked.topic()).isEqualTo("governance-quarantine");
        assertThat(tag(blocked, GovHeaders.REJECT_RULE)).isEqualTo("policy.text.secret");
        assertThat(tag(blocked, GovHeaders.VERDICT)).isEqualTo("block");
        assertThat(tag(blocked, GovHeaders.RULES)).isEqualTo("tool.seen,tool.new:monitor,tool.risky,text.secret");
        assertThat(tag(blocked, GovHeaders.POLICY)).isEqualTo(STAMP);
        assertThat(TransformContract.picture(blocked)).doesNotContain(CANARY);
    }

    @Test
    void refusesBlockedSinkRecordsWithCoordinatesOnly() {
        assertThatThrownBy(() -> onSink.apply(sink(null, event(null, CANARY))))
                .isInstanceOf(DataException.class)
                .hasMessage("Cannot accept record of topic ai-logs, partition 3, offset 77: it breaks rule "
                        + "policy.text.secret. Correct its producer, or set on.reject.sink so that it is quarantined.")
                .hasNoCause();
    }

    @Test
    void handsBlockedRecordsToOurSinksQuarantine() {
        SinkRecord routed = EnforcePolicyTest.<SinkRecord>enforcing(Map.of("on.reject.sink", "route"))
                .apply(sink(null, event(null, CANARY)));

        assertThat(routed.topic()).isEqualTo("ai-logs");
        assertThat(tag(routed, GovHeaders.REJECT_RULE)).isEqualTo("policy.text.secret");
        assertThat(TransformContract.picture(routed)).doesNotContain(CANARY);
    }

    @Test
    void handsBlockedRecordsToAGateAsTheyAre() {
        SinkRecord brought = sink(null, event(null, CANARY));
        SinkRecord passed = EnforcePolicyTest.<SinkRecord>enforcing(Map.of("on.reject.sink", "pass"))
                .apply(brought);

        assertThat(passed.value()).isEqualTo(brought.value());
        assertThat(tag(passed, GovHeaders.VERDICT)).isEqualTo("block");
        assertThat(tag(passed, GovHeaders.REJECT_RULE)).isEqualTo("policy.text.secret");
    }

    @Test
    void quarantinesWhatARuleCannotBeEvaluatedOn() {
        SourceRecord rejected = onSource.apply(source(null, Map.of("category", "prompt", "text", CANARY)));

        assertThat(tag(rejected, GovHeaders.REJECT_RULE)).isEqualTo("policy-error.text.secret");
        assertThat(tag(rejected, GovHeaders.RULES)).isEqualTo("text.secret:error");
        assertThat(TransformContract.picture(rejected)).doesNotContain(CANARY);
    }

    @Test
    void letsEscalatedRecordsPassOrDivertsThoseOfASource() {
        SourceRecord passed = onSource.apply(source(null, event("wire", "fine")));
        SourceRecord diverted = EnforcePolicyTest.<SourceRecord>enforcing(Map.of("escalate.topic", "for-review"))
                .apply(source(null, event("wire", "fine")));
        SinkRecord sunk = EnforcePolicyTest.<SinkRecord>enforcing(Map.of("escalate.topic", "for-review"))
                .apply(sink(null, event("wire", "fine")));

        assertThat(passed.topic()).isEqualTo("ai-logs");
        assertThat(tag(passed, GovHeaders.VERDICT)).isEqualTo("escalate");
        assertThat(diverted.topic()).isEqualTo("for-review");
        assertThat(diverted.kafkaPartition()).isNull();
        assertThat(tag(diverted, GovHeaders.ESCALATED_FROM)).isEqualTo("ai-logs");
        assertThat(diverted.value()).isEqualTo(event("wire", "fine"));
        assertThat(sunk.topic()).isEqualTo("ai-logs");
        assertThat(tag(sunk, GovHeaders.VERDICT)).isEqualTo("escalate");
    }

    static Stream<Arguments> credits() {
        Struct struct = new Struct(EventContract.connectSchema())
                .put("event_id", "e")
                .put("entity_id", "n")
                .put("category", "policy")
                .put("event_time", Date.from(NOW))
                .put("observed_time", Date.from(NOW))
                .put("schema_version", "1.0.0")
                .put(
                        "source",
                        new Struct(EventContract.connectSchema().field("source").schema()).put("system", "test"))
                .put(
                        "lifecycle",
                        new Struct(EventContract.connectSchema()
                                        .field("lifecycle")
                                        .schema())
                                .put("retention_class", "short")
                                .put("retention_until", "2027-01-01")
                                .put("legal_hold_ids", List.of("m-1")))
                .put("attributes", Map.of("text", "fine"));
        Map<String, Object> map = new HashMap<>(event(null, "fine"));
        map.put("category", "policy");
        map.put("event_time", NOW.toEpochMilli());
        map.put(
                "lifecycle",
                Map.of("retention_class", "short", "retention_until", "2027-01-01", "legal_hold_ids", List.of("m-1")));
        return Stream.of(
                Arguments.argumentSet("struct", source(EventContract.connectSchema(), struct)),
                Arguments.argumentSet("map", source(null, map)));
    }

    @ParameterizedTest
    @MethodSource("credits")
    void writesHowARecordIsKeptIntoHeadersAndEvent(SourceRecord record) {
        record.headers().addString("gov.legal.hold", "m-1").addString("gov.retention.class", "short");

        SourceRecord kept = onSource.apply(record);

        assertThat(tag(kept, GovHeaders.RETENTION_CLASS)).isEqualTo("long");
        assertThat(tag(kept, GovHeaders.LEGAL_HOLD)).isEqualTo("m-1,m-2");
        assertThat(tag(kept, GovHeaders.REPLAY)).isEqualTo("denied");
        assertThat(tag(kept, GovHeaders.OWNER)).isEqualTo("risk");
        assertThat(tag(kept, GovHeaders.RESIDENCY)).isEqualTo("eu");
        assertThat(field(kept.value(), "lifecycle", "retention_class")).isEqualTo("long");
        assertThat(field(kept.value(), "lifecycle", "retention_until")).isEqualTo("2033-11-22");
        assertThat(field(kept.value(), "lifecycle", "legal_hold")).isEqualTo(true);
        assertThat(field(kept.value(), "lifecycle", "legal_hold_ids")).isEqualTo(List.of("m-1", "m-2"));
        assertThat(field(kept.value(), "lifecycle", "replay_permission")).isEqualTo("denied");
        assertThat(field(kept.value(), "lifecycle", "residency_region")).isEqualTo("eu");
        assertThat(field(record.value(), "lifecycle", "retention_class")).isEqualTo("short");
    }

    @ParameterizedTest
    @CsvSource({
        "policy, 2026-02-28T23:59:59Z, 2033-02-28",
        "policy, 2024-02-29T00:00:00Z, 2031-02-28",
        "policy, yesterday, ",
        "policy, , ",
        "memory, 2026-11-22T10:00:00Z, ",
        "prompt, 2026-11-22T10:00:00Z, 2027-01-01"
    })
    void countsHowLongAnEventIsKeptFromItsOwnTime(String category, String time, String until) {
        Map<String, Object> event = new HashMap<>(event(null, "fine"));
        event.put("category", category);
        event.put("event_time", time);
        event.put("lifecycle", Map.of("retention_class", "short", "retention_until", "2027-01-01"));

        Object kept = onSource.apply(source(null, event)).value();

        assertThat(field(kept, "lifecycle", "retention_until")).isEqualTo(until);
        assertThat(((Map<?, ?>) ((Map<?, ?>) kept).get("lifecycle")).containsKey("retention_until"))
                .isEqualTo(until != null);
    }

    @Test
    void writesTheDecisionIntoTheEventOnlyWhereItsProducerDidNot() {
        EnforcePolicy<SourceRecord> writing = enforcing(Map.of("event.fields", "decision"));
        Map<String, Object> judged = new HashMap<>(event("wire", "fine"));
        judged.put("decision", Map.of("tool_name", "wire", "verdict", "their own"));

        Object written = writing.apply(source(null, event("wire", "fine"))).value();
        Object theirs = writing.apply(source(null, judged)).value();

        assertThat(field(written, "decision", "policy_id")).isEqualTo("chat");
        assertThat(field(written, "decision", "policy_version")).isEqualTo("7");
        assertThat(field(written, "decision", "policy_rule_id")).isEqualTo("tool.risky");
        assertThat(field(written, "decision", "verdict")).isEqualTo("escalate");
        assertThat(field(written, "decision", "verdict_reason")).isEqualTo("A person must look");
        assertThat(field(written, "decision", "tool_name")).isEqualTo("wire");
        assertThat(theirs).isSameAs(judged);
    }

    @ParameterizedTest
    @CsvSource({
        "g-1, g-1, escalate, true",
        "g-1, g-1, block, false",
        "g-1, g-2, escalate, false",
        "'', g-1, escalate, false",
        "g-1, g-1, , false"
    })
    void trustsAReplayGrantOnlyWhereConfigured(String grants, String grant, String verdict, boolean kept) {
        SourceRecord replayed = source(null, event(null, "fine"));
        replayed.headers().addString("gov.replay.grant", grant).addString("gov.policy", "chat@3#0123456789ab");
        if (verdict != null) {
            replayed.headers().addString("gov.verdict", verdict);
        }

        SourceRecord passed = EnforcePolicyTest.<SourceRecord>enforcing(Map.of("replay.grants", grants))
                .apply(replayed);

        assertThat(tag(passed, GovHeaders.POLICY)).isEqualTo(kept ? "chat@3#0123456789ab" : STAMP);
    }

    @Test
    void judgesRecordsWithoutATimestampByNow() {
        EnforcePolicy<SourceRecord> timed = new EnforcePolicy<>(InstantSource.fixed(NOW));
        timed.configure(Map.of("policy.inline", """
                {id: t, version: 1, rules: [{id: r, action: log, mode: enforce,
                  when: "timestamp == timestamp('2026-11-22T10:00:00Z')"}]}"""));

        SourceRecord passed = timed.apply(new SourceRecord(Map.of(), Map.of(), "ai-logs", null, Map.of("a", 1)));

        assertThat(tag(passed, GovHeaders.VERDICT)).isEqualTo("log");
    }

    @Test
    void refusesABrokenConditionWhenConfigurationIsValidated() {
        String broken = DOCUMENT.replace("has(event.decision.tool_name), action: log", "hass(event), action: log");

        ConfigValue result = new EnforcePolicy<SourceRecord>()
                .config().validate(Map.of("policy.inline", broken)).stream()
                        .filter(value -> value.name().equals("policy.inline"))
                        .findFirst()
                        .orElseThrow();

        assertThat(result.errorMessages())
                .singleElement()
                .asString()
                .contains("policy.inline", "line 7", "rule tool.seen", "column 5", "undeclared reference to 'hass'");
    }

    @Test
    void refusesToStartWithoutAPolicy() {
        assertThatThrownBy(() -> new EnforcePolicy<SourceRecord>().configure(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("policy.inline");
    }

    @ParameterizedTest
    @CsvSource({
        "escalate.topic, no topic",
        "event.fields, content",
        "replay.grants, ' '",
        "policy.source, mail",
        "on.reject, ignore"
    })
    void refusesBadConfigurationAtItsKey(String key, Object value) {
        Map<String, Object> config = new HashMap<>(Map.of("policy.inline", DOCUMENT));
        config.put(key, key.equals("replay.grants") ? List.of(value) : value);

        assertThat(new EnforcePolicy<SourceRecord>()
                        .config()
                        .validateAll(texts(config))
                        .values())
                .filteredOn(result -> !result.errorMessages().isEmpty())
                .extracting(ConfigValue::name)
                .containsExactly(key);
    }

    private static Map<String, String> texts(Map<String, Object> config) {
        Map<String, String> texts = new HashMap<>();
        config.forEach((key, value) ->
                texts.put(key, value instanceof List<?> list ? "," + list.get(0) + ",x" : "" + value));
        return texts;
    }

    private static <R extends ConnectRecord<R>> EnforcePolicy<R> enforcing(Map<String, String> more) {
        Map<String, String> config = new HashMap<>(more);
        config.put("policy.inline", DOCUMENT);
        EnforcePolicy<R> transform = new EnforcePolicy<>(InstantSource.fixed(NOW));
        transform.configure(config);
        return transform;
    }

    private static Map<String, Object> event(String tool, String text) {
        Map<String, Object> event = new HashMap<>();
        event.put("event_id", "e");
        event.put("category", "tool_call");
        event.put("attributes", Map.of("text", text));
        if (tool != null) {
            event.put("decision", Map.of("tool_name", tool));
        }
        return event;
    }

    private static Object field(Object value, String group, String field) {
        if (value instanceof Struct struct) {
            return struct.getStruct(group).get(field);
        }
        return ((Map<?, ?>) ((Map<?, ?>) value).get(group)).get(field);
    }

    private static String tag(ConnectRecord<?> record, String name) {
        return GovHeaders.text(record.headers(), name);
    }
}

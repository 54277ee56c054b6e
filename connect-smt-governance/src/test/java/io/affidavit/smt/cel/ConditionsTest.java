/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.contract.EventContract;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionsTest {

    private static final String CANARY = "canary-4f1d2c9e-sk-live-51H8";
    /** A Tuesday, 22:30 in Berlin and 16:30 in New York. */
    private static final Instant EVENING = Instant.parse("2026-05-12T20:30:00Z");

    private static final PolicyDocument DOCUMENT = PolicyReader.read("""
            id: test
            version: 1
            time_zone: Europe/Berlin
            holidays: {de: [2026-05-12], us: [2026-07-03]}
            lists: {models: [gpt-5.2, claude-5], codes: [1, 2]}
            parameters: {budget: {acme: 100, other: 5}, limit: 0.5}
            """);

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.argumentSet("struct", EventContract.connectSchema(), struct()),
                Arguments.argumentSet("map", null, map()),
                Arguments.argumentSet("JSON text", Schema.STRING_SCHEMA, JsonText.write(map())),
                Arguments.argumentSet(
                        "JSON bytes", Schema.BYTES_SCHEMA, JsonText.write(map()).getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void seesTheSameEventInEveryForm(Schema schema, Object value) {
        RecordFacts facts = facts(record(schema, value));

        assertThat(Stream.of(
                                "event.category == 'tool_call'",
                                "event.decision.tool_name in ['wire_transfer']",
                                "event.usage.input_tokens > 1000",
                                "event.usage.input_tokens > 1000.5 && event.usage.input_tokens == 1200",
                                "event.decision.risk_score >= 1",
                                "event.decision.risk_score > params.limit",
                                "has(event.decision.tool_name) && !has(event.decision.verdict)",
                                "!has(event.model.request_model)",
                                "event.event_time == timestamp('2026-05-12T20:30:00Z')",
                                "event.event_time.getHours('America/New_York') == 16",
                                "afterHours(event.event_time, 8, 18)",
                                "!afterHours(event.event_time, 8, 18, 'America/New_York')",
                                "isHoliday(event.event_time, 'de') && !isHoliday(event.event_time, 'us')",
                                "event.model.finish_reasons.exists(r, r == 'stop')",
                                "size(event.model.finish_reasons) == 2 && event.model.finish_reasons[0] == 'stop'",
                                "event.attributes['team'] == 'payments'",
                                "json(event.decision.tool_arguments_json).amount > 10",
                                "params.budget[event.tenant_id] == 100",
                                "event.tenant_id in params.budget",
                                "!(event.decision.tool_name in lists.models) && 'gpt-5.2' in lists.models",
                                "2 in lists.codes && 2.0 in lists.codes && !(3 in lists.codes)",
                                "event.decision.tool_name.matches('wire_.*') && event.tenant_id.upperAscii() == 'ACME'",
                                "event.model.map(k, k) == ['finish_reasons']",
                                "size(event.model) == 1",
                                "topic == 'ai-logs'",
                                "timestamp == event.event_time")
                        .filter(cel -> compiled(cel).of(facts) != Truth.TRUE))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void doesNotDecideOnWhatIsAbsentOrOfAnotherType(Schema schema, Object value) {
        RecordFacts facts = facts(record(schema, value));

        assertThat(Stream.of(
                                "event.model.request_model == 'x'",
                                "event.nothing.there == 1",
                                "event.category > 5",
                                "event.usage.input_tokens.startsWith('1')",
                                "params.budget[event.category] > 1",
                                "json(event.category).x",
                                "event.usage",
                                "event.usage.input_tokens / 0 == 1")
                        .filter(cel -> compiled(cel).of(facts) != Truth.UNDECIDED))
                .isEmpty();
    }

    @Test
    void decidesWhereOneSideSuffices() {
        RecordFacts facts = facts(record(null, map()));

        assertThat(compiled("event.category == 'tool_call' || event.absent == 1")
                        .of(facts))
                .isEqualTo(Truth.TRUE);
        assertThat(compiled("event.absent == 1 || event.category == 'tool_call'")
                        .of(facts))
                .isEqualTo(Truth.TRUE);
        assertThat(compiled("event.absent == 1 && event.category == 'prompt'").of(facts))
                .isEqualTo(Truth.FALSE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "event.category == 'prompt' && event.absent == 1 ; FALSE",
                "event.absent == 1 && ('prompt' == event.category && topic == 'x') ; FALSE",
                "has(event.model.request_model) && event.absent == 1 ; FALSE",
                "has(event.absent) && event.absent == 1 ; FALSE",
                "has(event.absent.below) && topic == 'ai-logs' ; UNDECIDED",
                "has(event.category.below) && topic == 'ai-logs' ; UNDECIDED",
                "event.usage == 'x' && topic == 'ai-logs' ; FALSE",
                "event.usage.input_tokens == '1200' && topic == 'ai-logs' ; FALSE",
                "!(event.category == 'prompt') && topic == 'ai-logs' ; TRUE",
                "event.category == 'prompt' || topic == 'ai-logs' ; TRUE",
                "event.decision.tool_name in lists.models && event.absent == 1 ; FALSE",
                "!(lists.models[0] in lists.models) && event.absent == 1 ; FALSE",
                "!(event.decision.tool_name in lists.models) && topic == 'ai-logs' ; TRUE",
                "event.usage.input_tokens in lists.codes && topic == 'ai-logs' ; FALSE",
                "event.absent in lists.models && topic == 'ai-logs' ; UNDECIDED",
                "atLeast(event.category, 'public') && topic == 'ai-logs' ; TRUE",
                "atLeast(event.attributes.team, 'restricted') && topic == 'ai-logs' ; TRUE",
                "atLeast(tags.sensitivity, 'restricted') && topic == 'ai-logs' ; UNDECIDED",
                "has(tags.sensitivity) && event.absent == 1 ; FALSE",
                "tags.legal_hold == 'x' && topic == 'ai-logs' ; FALSE",
                "!has(event.absent) && topic == 'ai-logs' ; TRUE"
            })
    void answersSoonerAsTheInterpreterWould(String cel, Truth truth) {
        RecordFacts facts = facts(record(null, map()));
        // within a list it is no part of a conjunction
        CompiledCondition interpreted = compiled("[" + cel + "][0]");

        assertThat(compiled(cel).of(facts)).isEqualTo(truth);
        assertThat(interpreted.of(facts)).isEqualTo(truth);
    }

    @Test
    void readsTagsAndHeaders() {
        SourceRecord record = record(null, map());
        record.headers()
                .addString("gov.sensitivity", "confidential")
                .addString("gov.findings", "pii.email:2,secret.github:1")
                .addString("gov.legal.hold", "m-1,m-2")
                .addString("gov.retention.class", "standard-1y")
                .addString("gov.rules", "schema.version.missing")
                .addString("ce_type", "ai.governance.tool_call.v1")
                .addBytes("origin", "gateway".getBytes(StandardCharsets.UTF_8));

        RecordFacts facts = facts(record);

        assertThat(Stream.of(
                                "tags.sensitivity == 'confidential'",
                                "atLeast(tags.sensitivity, 'internal') && !atLeast(tags.sensitivity, 'restricted')",
                                "atLeast('misspelt', 'restricted')",
                                "tags.findings['pii.email'] == 2 && 'secret.github' in tags.findings",
                                "tags.findings.exists(label, label.startsWith('secret.'))",
                                "tags.legal_hold && 'm-2' in tags.legal_hold_ids",
                                "tags.retention_class == 'standard-1y' && !has(tags.replay)",
                                "tags.category == 'tool_call'",
                                "'schema.version.missing' in tags.rules",
                                "headers['origin'] == 'gateway' && headers.origin == 'gateway'",
                                "!('x' in headers)",
                                "size(tags) == 7")
                        .filter(cel -> compiled(cel).of(facts) != Truth.TRUE))
                .isEmpty();
    }

    @Test
    void knowsTagsOfRecordsWithoutHeaders() {
        RecordFacts facts = facts(record(null, map()));

        assertThat(compiled("!has(tags.sensitivity) && tags.findings.size() == 0 && !tags.legal_hold")
                        .of(facts))
                .isEqualTo(Truth.TRUE);
    }

    @Test
    void widensNumbersAndHidesNulls() {
        Map<String, Object> odd = new HashMap<>();
        odd.put("int", 7);
        odd.put("short", (short) 7);
        odd.put("byte", (byte) 7);
        odd.put("float", 0.5f);
        odd.put("decimal", new BigDecimal("12.25"));
        odd.put("null", null);
        odd.put("list", Arrays.asList(1, null, "x"));
        odd.put("bytes", new byte[] {1, 2});
        odd.put("when", new Date(0));

        RecordFacts facts = facts(record(null, odd));

        assertThat(Stream.of(
                                "event.int == 7 && event.short == 7 && event.byte == 7 && event.int > 6.5",
                                "event.float == 0.5 && event.decimal > 12 && event.decimal < 12.5",
                                "!('null' in event)",
                                "event.list[0] == 1 && event.list[1] == null && event.list[2] == 'x'",
                                "event.bytes == b'\\x01\\x02'",
                                "event.when == timestamp(0)")
                        .filter(cel -> compiled(cel).of(facts) != Truth.TRUE))
                .isEmpty();
    }

    static Stream<Arguments> values() {
        Map<Object, Object> cyclic = new HashMap<>();
        cyclic.put("event_id", cyclic);
        cyclic.put("category", cyclic);
        return Stream.of(
                Arguments.argumentSet("no JSON", "{\"category\":\"" + CANARY),
                Arguments.argumentSet("an array", "[1]"),
                Arguments.argumentSet("a number", 7L),
                Arguments.argumentSet("a map that contains itself", cyclic));
    }

    @ParameterizedTest
    @MethodSource("values")
    void doesNotDecideOnValuesThatAreNoEvent(Object value) {
        RecordFacts facts = facts(record(null, value));

        assertThat(compiled("event == event.category && event.category == 'x'").of(facts))
                .isNotEqualTo(Truth.TRUE);
        assertThat(compiled("topic == 'ai-logs'").of(facts)).isEqualTo(Truth.TRUE);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void boundsWhatARecordCanCost() {
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            many.add("x");
        }
        RecordFacts facts = facts(record(null, Map.of("many", many, "text", "a".repeat(20_000))));

        assertThat(compiled("event.many.all(a, event.many.all(b, a == b))").of(facts))
                .isEqualTo(Truth.UNDECIDED);
        assertThat(compiled("event.text.matches('(a+)+$') && event.many.all(a, a == 'x')")
                        .of(facts))
                .isEqualTo(Truth.TRUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "event.category == | line 1, column 18 of the condition: ",
                "evnt.category == 'x' | line 1, column 1 of the condition: undeclared reference to 'evnt'",
                "topic > 5 | line 1, column 7 of the condition: found no matching overload",
                "event.category.nope() | undeclared reference to 'nope'",
                "1 + 1 | it gives int, not true or false",
                "event.x in lists.none | line 1, column 17 of the condition: the policy has no list none",
                "params.none > 1 | the policy has no parameter none",
                "isHoliday(timestamp, 'fr') | the policy has no calendar fr",
                "afterHours(timestamp, 8, 18, 'Mars/Base') | there is no time zone Mars/Base",
                "timestamp.getHours('Mars/Base') > 1 | there is no time zone Mars/Base",
                "atLeast(tags.sensitivity, 'secret') | there is no sensitivity secret",
                "topic.matches('(') | it is no pattern of RE2"
            })
    void refusesFaultsWithTheirPlace(String cel, String message) {
        assertThatThrownBy(() -> compiled(cel))
                .isInstanceOf(ConditionException.class)
                .hasMessageContaining(message);
    }

    @Test
    void tellsTheLineOfALongerCondition() {
        assertThatThrownBy(() -> compiled("topic == 'a'\n  && nothing == 1"))
                .hasMessageStartingWith("line 2, column 6 of the condition: undeclared reference to 'nothing'");
    }

    private static CompiledCondition compiled(String cel) {
        return new Conditions(DOCUMENT).compile(cel);
    }

    private static RecordFacts facts(SourceRecord record) {
        return new RecordFacts(
                record, EVENING.toEpochMilli(), new PolicyValues(DOCUMENT.lists(), DOCUMENT.parameters()));
    }

    private static SourceRecord record(Schema schema, Object value) {
        return new SourceRecord(Map.of(), Map.of(), "ai-logs", schema, value);
    }

    private static Map<String, Object> map() {
        Map<String, Object> decision = new HashMap<>();
        decision.put("tool_name", "wire_transfer");
        decision.put("risk_score", 1.5);
        decision.put("verdict", null);
        decision.put("tool_arguments_json", "{\"amount\":12}");
        return Map.of(
                "event_id",
                "e",
                "category",
                "tool_call",
                "event_time",
                EVENING.toEpochMilli(),
                "tenant_id",
                "acme",
                "decision",
                decision,
                "model",
                Map.of("finish_reasons", List.of("stop", "length")),
                "usage",
                Map.of("input_tokens", 1200L),
                "attributes",
                Map.of("team", "payments"));
    }

    private static Struct struct() {
        Schema schema = EventContract.connectSchema();
        return new Struct(schema)
                .put("event_id", "e")
                .put("category", "tool_call")
                .put("event_time", Date.from(EVENING))
                .put("tenant_id", "acme")
                .put(
                        "decision",
                        new Struct(schema.field("decision").schema())
                                .put("tool_name", "wire_transfer")
                                .put("risk_score", 1.5)
                                .put("tool_arguments_json", "{\"amount\":12}"))
                .put(
                        "model",
                        new Struct(schema.field("model").schema()).put("finish_reasons", List.of("stop", "length")))
                .put("usage", new Struct(schema.field("usage").schema()).put("input_tokens", 1200L))
                .put("attributes", Map.of("team", "payments"));
    }

    @Test
    void readsDefaultsOfAStruct() {
        Schema schema = SchemaBuilder.struct()
                .field("level", SchemaBuilder.int32().defaultValue(3).build())
                .field(
                        "group",
                        SchemaBuilder.struct()
                                .optional()
                                .field("x", Schema.OPTIONAL_STRING_SCHEMA)
                                .build())
                .build();

        RecordFacts facts = facts(record(schema, new Struct(schema)));

        assertThat(compiled("event.level == 3 && !has(event.group.x) && !has(event.other)")
                        .of(facts))
                .isEqualTo(Truth.TRUE);
    }
}

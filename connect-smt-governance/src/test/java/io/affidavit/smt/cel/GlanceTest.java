/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a look decides, the interpreter decides likewise. */
class GlanceTest {

    private static final int CONDITIONS = 400;
    /** A Tuesday and a holiday, 22:30 in Berlin and 16:30 in New York. */
    private static final Instant EVENING = Instant.parse("2026-05-12T20:30:00Z");

    private static final PolicyDocument DOCUMENT = PolicyReader.read("""
            id: test
            version: 1
            time_zone: Europe/Berlin
            holidays: {de: [2026-05-12], us: [2026-07-03]}
            lists: {models: [gpt-5.2, claude-5], tools: [wire_transfer], codes: [1, 1200]}
            parameters: {budget: {acme: 100, other: 5}, most: 1200, limit: 0.5, team: payments}
            """);

    private static final List<String> FIELDS = List.of(
            "event.category",
            "event.tenant_id",
            "event.event_time",
            "event.observed_time",
            "event.decision.tool_name",
            "event.decision.approved",
            "event.decision.risk_score",
            "event.decision.absent",
            "event.usage.input_tokens",
            "event.usage.output_tokens",
            "event.usage",
            "event.nothing.there",
            "event.category.below",
            "event.attributes.team",
            "tags.sensitivity",
            "tags.replay",
            "tags.legal_hold",
            "tags.findings",
            "params.most",
            "params.limit",
            "params.team",
            "params.budget.acme");

    private static final List<String> CONSTANTS =
            List.of("'tool_call'", "'wire_transfer'", "'payments'", "1200", "100", "0.5", "true", "timestamp", "topic");

    private static final List<String> FORMS = List.of(
            "has(%1$s)",
            "%1$s",
            "%1$s == %2$s",
            "%1$s != %2$s",
            "%1$s == %3$s",
            "%1$s < %2$s",
            "%2$s <= %1$s",
            "%1$s > %3$s",
            "%1$s >= %2$s",
            "%1$s in lists.tools",
            "%1$s in lists.codes",
            "%1$s in ['tool_call', 'payments', 'internal']",
            "%1$s in [1200, 'payments']",
            "atLeast(%1$s, 'internal')",
            "afterHours(%1$s, 8, 18)",
            "afterHours(%1$s, 8, 18, 'America/New_York')",
            "afterHours(timestamp, 8, %1$s)",
            "isHoliday(%1$s, 'de')",
            "isHoliday(timestamp, 'us')",
            "%1$s.startsWith('w')");

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(20_260_512);
    private final Conditions conditions = new Conditions(DOCUMENT);

    @Test
    void decidesAsTheInterpreterWould() {
        List<SourceRecord> records = records();
        Map<Truth, Integer> seen = new EnumMap<>(Truth.class);
        int compiled = 0;
        while (compiled < CONDITIONS) {
            String cel = condition(random.nextInt(3));
            // an element of a list is nothing that a look can tell
            CompiledCondition looked;
            CompiledCondition interpreted;
            try {
                looked = conditions.compile(cel);
                interpreted = conditions.compile("[" + cel + "][0]");
            } catch (ConditionException e) {
                continue;
            }
            compiled++;
            for (SourceRecord record : records) {
                Truth truth = looked.of(facts(record));
                seen.merge(truth, 1, Integer::sum);
                assertThat(truth).as(cel).isEqualTo(interpreted.of(facts(record)));
            }
        }
        assertThat(seen.values())
                .hasSize(3)
                .allSatisfy(count -> assertThat(count).isGreaterThan(CONDITIONS / 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "event.category == 'tool_call' && !(event.tenant_id in lists.models) ; TRUE",
                "event.category != 'tool_call' && event.absent == 1 ; FALSE",
                "has(event.decision.tool_name) && event.decision.tool_name in ['pay', 'refund'] ; FALSE",
                "has(event.decision.absent) || event.decision.approved ; TRUE",
                "has(event.usage.input_tokens) && event.usage.input_tokens > params.most ; FALSE",
                "1200 <= event.usage.input_tokens && event.usage.input_tokens >= params.most ; TRUE",
                "event.usage.input_tokens < 1200 || event.usage.output_tokens <= 6 ; FALSE",
                "event.tenant_id == event.attributes.team && event.tenant_id == params.team && topic == 'payments' ; TRUE",
                "has(tags.sensitivity) && atLeast(tags.sensitivity, 'restricted') && event.absent == 1 ; FALSE",
                "afterHours(event.event_time, 8, 18) && isHoliday(timestamp, 'de') ; TRUE",
                "afterHours(event.event_time, 8, 18, 'America/New_York') ; FALSE",
                "tags.legal_hold ; TRUE",
                "event.category.startsWith('tool') ; UNDECIDED",
                "event.decision.risk_score > 1.0 ; UNDECIDED",
                "atLeast(tags.replay, 'internal') ; UNDECIDED"
            })
    void needsNoInterpreterForWhatIsSimple(String cel, Truth truth) {
        RecordFacts facts = facts(records().get(0));

        assertThat(conditions.glance(cel).of(facts)).isEqualTo(truth);
    }

    private String condition(int depth) {
        if (depth == 0) {
            return String.format(pick(FORMS), pick(FIELDS), pick(CONSTANTS), pick(FIELDS));
        }
        return switch (random.nextInt(3)) {
            case 0 -> "(" + condition(depth - 1) + " && " + condition(depth - 1) + ")";
            case 1 -> "(" + condition(depth - 1) + " || " + condition(depth - 1) + ")";
            default -> "!(" + condition(depth - 1) + ")";
        };
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static RecordFacts facts(SourceRecord record) {
        return new RecordFacts(
                record, EVENING.toEpochMilli(), new PolicyValues(DOCUMENT.lists(), DOCUMENT.parameters()));
    }

    private static List<SourceRecord> records() {
        Map<String, Object> decision = new HashMap<>();
        decision.put("tool_name", "wire_transfer");
        decision.put("approved", true);
        decision.put("risk_score", 1.5);
        decision.put("absent", null);
        Map<String, Object> full = new HashMap<>(Map.of(
                "category",
                "tool_call",
                "tenant_id",
                "payments",
                "event_time",
                EVENING.toEpochMilli(),
                "observed_time",
                "2026-05-13T10:00:00Z",
                "decision",
                decision,
                "usage",
                Map.of("input_tokens", 1200L, "output_tokens", 7),
                "attributes",
                Map.of("team", "payments")));
        Map<String, Object> odd = new HashMap<>(Map.of(
                "category", 1200L, "event_time", "no time", "usage", "none", "attributes", Map.of("team", 100L)));
        List<SourceRecord> records = new ArrayList<>();
        for (Object value : List.of(full, odd, Map.of(), "no JSON", "{\"category\":\"tool_call\"}")) {
            records.add(new SourceRecord(Map.of(), Map.of(), "payments", null, value));
        }
        records.get(0)
                .headers()
                .addString("gov.sensitivity", "confidential")
                .addString("gov.legal.hold", "m-1")
                .addString("gov.findings", "pii.email:2");
        return records;
    }
}

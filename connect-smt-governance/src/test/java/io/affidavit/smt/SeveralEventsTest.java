/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.identity.EventIds;
import io.affidavit.core.tags.GovHeaders;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One row as several events. */
class SeveralEventsTest {

    private static final String MAPPING = """
            format: 1
            id: calls
            version: 1.0.0
            key: id
            category: {constant: model_call}
            fields:
              event_time: at
              tenant_id: tenant
              identity: {user_id: user}
              content: {input_messages_json: prompt}
              usage: {input_tokens: tokens}
            events:
              - when: {path: prompt, exists: true}
                category: prompt
                fields:
                  content: {input_messages_json: prompt}
              - each: tools
                when: {path: item.name, exists: true}
                category: {choose: [{when: {path: item.kind, equals: search}, then: retrieval}, {else: tool_call}]}
                fields:
                  event_time: {first: [item.at, at]}
                  decision: {tool_name: item.name, tool_arguments_json: item.arguments}
            """;
    private static final Map<String, Object> ROW = Map.of(
            "id", "c-1",
            "at", "2026-11-03T09:15:02Z",
            "tenant", "acme",
            "user", "u-1",
            "prompt", "hello",
            "tokens", 7,
            "extra", "left over",
            "tools",
                    "[{\"name\":\"a\",\"arguments\":{\"x\":1}},{\"kind\":\"noise\"},null,"
                            + "{\"name\":\"b\",\"kind\":\"search\",\"at\":\"2026-11-03T09:15:09Z\"}]");

    @Test
    void givesTheEventOfEachOrdinal() {
        Struct own = event(ROW, 0, 4);
        Struct prompt = event(ROW, 1, 4);
        Struct first = event(ROW, 2, 4);
        Struct second = event(ROW, 3, 4);

        assertThat(own.getString("category")).isEqualTo("model_call");
        assertThat(own.<String, String>getMap("attributes")).containsKeys("extra", "tools");
        assertThat(prompt.getString("category")).isEqualTo("prompt");
        assertThat(prompt.getStruct("content").getString("input_messages_json")).isEqualTo("\"hello\"");
        assertThat(prompt.getStruct("content").getString("content_state")).isEqualTo("full");
        assertThat(first.getString("category")).isEqualTo("tool_call");
        assertThat(first.getStruct("decision").getString("tool_arguments_json")).isEqualTo("{\"x\":1}");
        assertThat(second.getString("category")).isEqualTo("retrieval");
        assertThat(second.get("event_time")).isEqualTo(Date.from(Instant.parse("2026-11-03T09:15:09Z")));
    }

    @Test
    void takesOverWhoAndWhenButCountsContentAndCostsOnce() {
        Struct call = event(ROW, 2, 4);

        assertThat(call.getString("tenant_id")).isEqualTo("acme");
        assertThat(call.getStruct("identity").getString("user_id")).isEqualTo("u-1");
        assertThat(call.get("event_time")).isEqualTo(Date.from(Instant.parse("2026-11-03T09:15:02Z")));
        assertThat(call.get("usage")).isNull();
        assertThat(call.get("content")).isNull();
        assertThat(call.get("attributes")).isNull();
    }

    @Test
    void joinsTheEventsOfARowByEntityAndTellsThemApartByOrdinal() {
        String entity = EventIds.entityId("calls", "default", null, "c-1");

        for (int ordinal = 0; ordinal < 4; ordinal++) {
            Struct event = event(ROW, ordinal, 4);

            assertThat(event.getString("entity_id")).isEqualTo(entity);
            assertThat(event.getString("event_id"))
                    .isEqualTo(EventIds.eventId(entity, event.getString("category"), ordinal, null));
        }
    }

    @Test
    void dropsOrdinalsThatTheRowHasNoEventFor() {
        assertThat(apply(ROW, 4, 8)).isNull();
        assertThat(apply(Map.of("id", "c-2", "at", "2026-11-03T09:15:02Z"), 1, 8))
                .isNull();
    }

    @Test
    void saysHowManyEventsTheRowGives() {
        assertThat(GovHeaders.text(apply(ROW, 0, 4).headers(), GovHeaders.ROW_EVENTS))
                .isEqualTo("4");
        assertThat(GovHeaders.has(apply(ROW, 0, 4).headers(), GovHeaders.RULES)).isFalse();
        assertThat(GovHeaders.has(apply(ROW, 1, 4).headers(), GovHeaders.ROW_EVENTS))
                .isFalse();
    }

    @Test
    void tagsARowThatGivesMoreThanItIsHandedOverFor() {
        SourceRecord once = transform(Map.of()).apply(record(ROW));

        assertThat(GovHeaders.text(once.headers(), GovHeaders.ROW_EVENTS)).isEqualTo("4");
        assertThat(GovHeaders.text(once.headers(), GovHeaders.RULES)).isEqualTo("mapping.events.more");
        assertThat(GovHeaders.text(apply(ROW, 0, 2).headers(), GovHeaders.RULES))
                .isEqualTo("mapping.events.more");
    }

    @Test
    void refusesSuchARowWhereAskedTo() {
        SourceRecord refused = transform(Map.of("on.more.events", "quarantine")).apply(record(ROW));

        assertThat(GovHeaders.text(refused.headers(), GovHeaders.REJECT_RULE)).isEqualTo("mapping.events.more");
        assertThatThrownBy(() -> transform(Map.of("on.more.events", "fail")).apply(record(ROW)))
                .isInstanceOf(DataException.class);
    }

    @Test
    void refusesARowOnceHoweverOftenItIsHandedOver() {
        Map<String, Object> timeless = new HashMap<>(ROW);
        timeless.remove("at");

        SourceRecord refused = apply(timeless, 0, 3);

        assertThat(GovHeaders.text(refused.headers(), GovHeaders.REJECT_RULE)).isEqualTo("mapping.required");
        assertThat(apply(timeless, 1, 3)).isNull();
        assertThat(apply(timeless, 2, 3)).isNull();
        assertThat(apply("[]", 1, 3)).isNull();
    }

    @Test
    void refusesAFurtherEventThatCannotBeMadeOfAGoodRow() {
        Map<String, Object> odd = new HashMap<>(ROW);
        odd.put("tools", "[{\"name\":\"a\",\"kind\":\"UPPER\"}]");
        String mapping = MAPPING.replace(
                "{choose: [{when: {path: item.kind, equals: search}, then: retrieval}, {else: tool_call}]}",
                "{from: item.kind}");

        SourceRecord refused = transform(Map.of("mapping", mapping)).apply(handedOver(odd, 2, 3));

        assertThat(GovHeaders.text(refused.headers(), GovHeaders.REJECT_RULE)).isEqualTo("mapping.required");
        assertThat(GovHeaders.text(refused.headers(), GovHeaders.REJECT_PATH)).isEqualTo("category");
    }

    @ParameterizedTest
    @CsvSource({"x,3", "3,3", "-1,3", "0,99", "1,"})
    void refusesAHandOverThatContradictsItself(String ordinal, String ordinals) {
        SourceRecord record = record(ROW);
        record.headers().addString(GovHeaders.SOURCE_ORDINAL, ordinal);
        if (ordinals != null) {
            record.headers().addString(GovHeaders.SOURCE_ORDINALS, ordinals);
        }

        SourceRecord refused = transform(Map.of()).apply(record);

        assertThat(GovHeaders.text(refused.headers(), GovHeaders.REJECT_RULE)).isEqualTo("mapping.ordinal");
    }

    private static Struct event(Object row, int ordinal, int of) {
        return (Struct) apply(row, ordinal, of).value();
    }

    private static SourceRecord apply(Object row, int ordinal, int of) {
        return transform(Map.of()).apply(handedOver(row, ordinal, of));
    }

    private static SourceRecord handedOver(Object row, int ordinal, int of) {
        SourceRecord record = record(row);
        record.headers()
                .addString(GovHeaders.SOURCE_ORDINAL, Integer.toString(ordinal))
                .addString(GovHeaders.SOURCE_ORDINALS, Integer.toString(of));
        return record;
    }

    private static SourceRecord record(Object row) {
        return new SourceRecord(Map.of(), Map.of(), "logs", null, null, null, null, row);
    }

    private static ToGovernanceEvent<SourceRecord> transform(Map<String, String> config) {
        Map<String, String> all = new HashMap<>(Map.of("mapping", MAPPING));
        all.putAll(config);
        ToGovernanceEvent<SourceRecord> transform = new ToGovernanceEvent<>(() -> Instant.EPOCH);
        transform.configure(all);
        return transform;
    }
}

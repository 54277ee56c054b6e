/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.affidavit.archive.convert.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates are filled from each record, or refuse it with a rule. */
class TableTemplateTest {

    static Stream<Arguments> filled() {
        Headers headers = new ConnectHeaders().addString("region", "eu").add("shard", 7, Schema.INT32_SCHEMA);
        headers.add("raw", "acme".getBytes(StandardCharsets.UTF_8), Schema.BYTES_SCHEMA);
        Map<String, Object> value =
                Map.of("tenant_id", "acme", "topic", "mine", "who", Map.of("team", 42L, "on", true));
        SinkRecord record = record("ai.events", value, headers);
        return Stream.of(
                Arguments.of("evidence.events", record, "evidence.events"),
                Arguments.of("evidence.${topic}", record, "evidence.ai__events"),
                Arguments.of("ai.${tenant_id}", record, "ai.acme"),
                Arguments.of("ai.${value:topic}", record, "ai.mine"),
                Arguments.of("ai.${who.team}", record, "ai.42"),
                Arguments.of("ai.${value:who.on}", record, "ai.true"),
                Arguments.of("ai.${header:region}", record, "ai.eu"),
                Arguments.of("ai.${header:shard}", record, "ai.7"),
                Arguments.of("ai.${header:raw}", record, "ai.acme"),
                Arguments.of("ai_${header:region}.t-${tenant_id}_v1", record, "ai_eu.t-acme_v1"),
                Arguments.of("ai.${tenant_id}", record("t", struct("acme"), headers), "ai.acme"),
                Arguments.of("ai.${tenant_id}", record("t", "{\"tenant_id\":\"acme\"}", headers), "ai.acme"));
    }

    @ParameterizedTest
    @MethodSource("filled")
    void isFilledFromTheRecord(String template, SinkRecord record, String name) {
        assertThat(TableTemplate.parse(template).name(record)).isEqualTo(name);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.argumentSet("no such field", Map.of("a", 1L), RouteRules.VALUE_MISSING),
                Arguments.argumentSet("blank", Map.of("tenant_id", "  "), RouteRules.VALUE_MISSING),
                Arguments.argumentSet("null", struct(null), RouteRules.VALUE_MISSING),
                Arguments.argumentSet("a list", Map.of("tenant_id", List.of("a")), RouteRules.VALUE_UNUSABLE),
                Arguments.argumentSet("a group", Map.of("tenant_id", Map.of("a", "b")), RouteRules.VALUE_UNUSABLE),
                Arguments.argumentSet("a fraction", Map.of("tenant_id", 0.5), RouteRules.VALUE_UNUSABLE),
                Arguments.argumentSet("half a character", Map.of("tenant_id", "a\ud800"), RouteRules.VALUE_UNUSABLE),
                Arguments.argumentSet(
                        "bytes that were no text", Map.of("tenant_id", "\uFFFD"), RouteRules.VALUE_UNUSABLE),
                Arguments.argumentSet(
                        "a name too long", Map.of("tenant_id", "x".repeat(260)), RouteRules.NAME_TOO_LONG),
                Arguments.argumentSet("no fields at all", "[1]", "archive.convert.not_an_object"),
                Arguments.argumentSet("no JSON", "{", "archive.convert.invalid_json"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesRecordsThatNameNoTable(Object value, String rule) {
        TableTemplate template = TableTemplate.parse("ai.${tenant_id}");
        SinkRecord record = record("t", value, new ConnectHeaders());
        assertThatThrownBy(() -> template.name(record))
                .asInstanceOf(type(Rejection.class))
                .extracting(Rejection::rule)
                .isEqualTo(rule);
    }

    @Test
    void refusesRecordsWithoutTheHeader() {
        TableTemplate template = TableTemplate.parse("ai.${header:region}");
        SinkRecord record = record("t", Map.of("region", "eu"), new ConnectHeaders());
        assertThatThrownBy(() -> template.name(record))
                .asInstanceOf(type(Rejection.class))
                .satisfies(rejection -> {
                    assertThat(rejection.rule()).isEqualTo(RouteRules.VALUE_MISSING);
                    assertThat(rejection.path()).isEqualTo("region");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "events",
                "${topic}",
                "a.",
                ".a",
                "a..b",
                "a.b c",
                "a.${topic}${tenant}",
                "a.${}",
                "a.${header:}",
                "a.${cookie:x}",
                "a.${b..c}",
                "a.${b",
                "a.$b",
                "a.b/c"
            })
    void refusesWhatIsNoTemplate(String text) {
        assertThatThrownBy(() -> TableTemplate.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsWhetherItIsFixed() {
        assertThat(TableTemplate.parse("a.b.c").isFixed()).isTrue();
        assertThat(TableTemplate.parse("a_${topic}.b").isFixed()).isFalse();
    }

    private static Struct struct(String tenant) {
        Schema schema = SchemaBuilder.struct()
                .field("tenant_id", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        return new Struct(schema).put("tenant_id", tenant);
    }

    private static SinkRecord record(String topic, Object value, Headers headers) {
        return new SinkRecord(topic, 0, null, null, null, value, 0, 1L, TimestampType.CREATE_TIME, headers);
    }
}

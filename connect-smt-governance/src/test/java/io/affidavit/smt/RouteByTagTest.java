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
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteByTagTest {

    @ParameterizedTest
    @CsvSource({
        "governed.${category}, ce_type, ai.governance.tool_call.v1, governed.tool_call",
        "${verdict}-events, gov.verdict, block, block-events",
        "s.${sensitivity}, gov.sensitivity, restricted, s.restricted",
        "h.${hold}, gov.legal.hold, m-1, h.held",
        "h.${hold}, gov.other, x, h.free",
        "r.${retention}, gov.retention.class, standard 1y/eu, r.standard_1y_eu",
        "${residency}.${hold}, gov.residency, eu, eu.free"
    })
    void namesTheTopicAfterHeaders(String template, String header, String value, String topic) {
        SourceRecord record = source(null, Map.of("text", CANARY));
        record.headers().addString(header, value);

        SourceRecord routed = RouteByTagTest.<SourceRecord>router(Map.of("route.topic", template))
                .apply(record);

        assertThat(routed.topic()).isEqualTo(topic);
        assertThat(routed.kafkaPartition()).isNull();
        assertThat(routed.value()).isSameAs(record.value());
        assertThat(routed.headers()).isEqualTo(record.headers());
    }

    @ParameterizedTest
    @CsvSource({"ai.governance.invented.v1", "tool_call"})
    void rejectsWhatHasNoSuchTag(String type) {
        SourceRecord record = source(null, Map.of("text", CANARY));
        record.headers().addString("ce_type", type);

        SourceRecord rejected = RouteByTagTest.<SourceRecord>router(Map.of("route.topic", "governed.${category}"))
                .apply(record);

        assertThat(rejected.topic()).isEqualTo("governance-quarantine");
        assertThat(GovHeaders.text(rejected.headers(), "gov.reject.rule")).isEqualTo("route.tag.unknown");
        assertThat(TransformContract.picture(rejected)).doesNotContain(CANARY);
    }

    @Test
    void sendsTheRestToTheDefaultTopic() {
        SourceRecord invented = source(null, Map.of());
        invented.headers().addString("gov.owner", "somebody-new");
        Map<String, String> config = Map.of(
                "route.topic",
                "team.${owner}",
                "route.topics",
                "team.risk,team.it",
                "route.default.topic",
                "team.none");

        assertThat(RouteByTagTest.<SourceRecord>router(config).apply(invented).topic())
                .isEqualTo("team.none");
        assertThat(RouteByTagTest.<SourceRecord>router(config)
                        .apply(source(null, Map.of()))
                        .topic())
                .isEqualTo("team.none");
    }

    @Test
    void neverMakesANameThatIsNoTopic() {
        SourceRecord dots = source(null, Map.of());
        dots.headers().addString("gov.owner", "..");
        SourceRecord long300 = source(null, Map.of());
        long300.headers().addString("gov.owner", "x".repeat(300));
        Map<String, String> config = Map.of("route.topic", "${owner}", "route.default.topic", "none");

        assertThat(RouteByTagTest.<SourceRecord>router(config).apply(dots).topic())
                .isEqualTo("none");
        assertThat(RouteByTagTest.<SourceRecord>router(config).apply(long300).topic())
                .isEqualTo("none");
    }

    @Test
    void changesTheTopicOfASinkRecordOnlyWhereConfigured() {
        SinkRecord record = sink(null, Map.of("text", CANARY));
        record.headers().addString("gov.verdict", "allow");

        assertThatThrownBy(() -> RouteByTagTest.<SinkRecord>router(Map.of("route.topic", "${verdict}"))
                        .apply(record))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("breaks rule route.in.sink")
                .hasMessageNotContaining(CANARY);
        SinkRecord routed = RouteByTagTest.<SinkRecord>router(
                        Map.of("route.topic", "${verdict}", "route.in.sink", "route"))
                .apply(record);
        assertThat(routed.topic()).isEqualTo("allow");
        assertThat(routed.originalTopic()).isEqualTo("ai-logs");
        assertThat(routed.kafkaPartition()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "route.topic, governed",
        "route.topic, governed.${colour}",
        "route.topic, governed/${category}",
        "route.topics, a b",
        "route.default.topic, a b",
        "route.in.sink, perhaps"
    })
    void refusesBadConfigurationAtItsKey(String key, String value) {
        Map<String, String> config = new HashMap<>(Map.of("route.topic", "${category}"));
        config.put(key, value);

        assertThat(new RouteByTag<SourceRecord>().config().validate(config))
                .filteredOn(result -> !result.errorMessages().isEmpty())
                .extracting(ConfigValue::name)
                .containsExactly(key);
    }

    private static <R extends ConnectRecord<R>> RouteByTag<R> router(Map<String, String> config) {
        RouteByTag<R> transform = new RouteByTag<>();
        transform.configure(config);
        return transform;
    }
}

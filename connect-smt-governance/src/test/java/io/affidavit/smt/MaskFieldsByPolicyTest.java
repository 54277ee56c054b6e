/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static io.affidavit.smt.TransformContract.CANARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.policy.PolicyReader;
import io.affidavit.core.tags.GovHeaders;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A policy document decides what {@link MaskFields} does, for whom. */
class MaskFieldsByPolicyTest {

    static final String DOCUMENT = """
            id: chat
            version: 7
            audiences: [analysts, auditors]
            masking:
              - {label: secret, actions: {default: drop}}
              - {label: pii, actions: {default: redact, analysts: hmac}}
              - {label: pii.phone, actions: {auditors: keep}}
              - {label: pii, actions: {default: keep}}
              - {field: attributes.note, actions: {default: redact, auditors: partial}}
              - {field: attributes.*, actions: {default: drop}}
            """;
    private static final String STAMP = PolicyReader.read(DOCUMENT).ref().stamp();
    private static final Map<String, Object> VALUE = Map.of(
            "text",
            "ask ada@example.org or +34 612 345 678",
            "password",
            "hunter2",
            "attributes",
            Map.of("note", "any words", "other", "more words"));

    static Stream<Arguments> audiences() {
        return Stream.of(
                Arguments.argumentSet("everyone", "default", "ask [EMAIL] or [PHONE]", "[FIELD]"),
                Arguments.argumentSet("auditors", "auditors", "ask [EMAIL] or +34 612 345 678", "[FIELD]"));
    }

    @ParameterizedTest
    @MethodSource("audiences")
    void doesWhatTheDocumentSaysForItsAudience(String audience, String text, String note) {
        SourceRecord masked = Masking.apply(config(Map.of("mask.audience", audience)), null, VALUE);

        assertThat(Masking.value(masked, "text")).isEqualTo(text);
        assertThat(Masking.value(masked, "password")).isNull();
        assertThat(((Map<?, ?>) Masking.value(masked, "attributes"))).isEqualTo(Map.of("note", note));
        assertThat(Masking.header(masked, GovHeaders.MASKING_POLICY))
                .isEqualTo(STAMP)
                .startsWith("chat@7#");
        assertThat(Masking.header(masked, GovHeaders.MASKING_AUDIENCE)).isEqualTo(audience);
    }

    @Test
    void takesKeysOfActionsFromTheConfiguration() {
        String key = Base64.getEncoder().encodeToString(new byte[32]);

        SourceRecord masked =
                Masking.apply(config(Map.of("mask.audience", "analysts", "mask.hmac.key", key)), null, VALUE);

        assertThat(Masking.value(masked, "text").toString()).matches("ask p1\\.k1\\.\\S{22} or p1\\.k1\\.\\S{22}");
    }

    @Test
    void stampsRecordsWithoutFindingsToo() {
        SourceRecord record = Masking.record(null, Map.of("text", "nothing here"));
        record.headers().addString(GovHeaders.MASKING_POLICY, "forged@1#0").addString("other", "kept");

        SourceRecord passed = Masking.transform(config(Map.of())).apply(record);

        assertThat(passed.value()).isSameAs(record.value());
        assertThat(Masking.header(passed, GovHeaders.MASKING_POLICY)).isEqualTo(STAMP);
        assertThat(passed.headers()).hasSize(3);
        assertThat(record.headers()).hasSize(2);
    }

    @Test
    void namesTheDocumentInTheVersionOfFindings() {
        Map<String, Object> value = Map.of("text", "ada@example.org", "attributes", Map.of());
        String findings = "attributes.findings";

        Object seven =
                Masking.value(Masking.apply(config(Map.of("findings.field", findings)), null, value), "attributes");
        Object eight = Masking.value(
                Masking.apply(
                        Map.of("policy.source", "inline", "findings.field", findings, "policy.inline", eight()),
                        null,
                        value),
                "attributes");

        assertThat(policy(seven)).isNotEqualTo(policy(eight));
    }

    private static String policy(Object attributes) {
        String findings = ((Map<?, ?>) attributes).get("findings").toString();
        return findings.substring(findings.indexOf("\"policy\""));
    }

    static String eight() {
        return DOCUMENT.replace("version: 7", "version: 8");
    }

    static Stream<Arguments> conflicts() {
        return Stream.of(
                Arguments.argumentSet("actions", "mask.actions", "pii:drop", "mask.actions"),
                Arguments.argumentSet("fields", "mask.fields", "a.b:drop", "mask.fields"),
                Arguments.argumentSet("a mode that protects nothing", "mask.mode", "detect", "mask.mode"));
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void refusesConfigurationThatSaysWhatTheDocumentSays(String key, String value, String named) {
        Map<String, String> config = config(Map.of(key, value));

        assertThatThrownBy(() -> Masking.transform(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Invalid value for configuration " + named);
        assertThat(errors(config)).contains("Invalid value for configuration " + named);
    }

    @ParameterizedTest
    @CsvSource({"mask.audience, analysts", "policy.inline, 'id: p'", "policy.file, /nowhere.yml", "policy.id, chat"})
    void refusesWhatIsReadOnlyWithADocument(String key, String value) {
        Map<String, String> config = new HashMap<>(Map.of(key, value));
        if (key.equals("policy.inline")) {
            config.put(key, DOCUMENT);
        }

        assertThatThrownBy(() -> Masking.transform(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
        assertThat(errors(config)).contains(key);
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.argumentSet(
                        "nothing of masking", "id: p\nversion: 1\n", "default", "masking: it is not there"),
                Arguments.argumentSet(
                        "a label nobody gives",
                        "id: p\nversion: 1\nmasking: [{label: pii.shoe, actions: {default: drop}}]",
                        "default",
                        "masking[0].label"),
                Arguments.argumentSet(
                        "a path that is none",
                        "id: p\nversion: 1\nmasking: [{field: 'a..b', actions: {default: drop}}]",
                        "default",
                        "masking[0].field"),
                Arguments.argumentSet("an audience it does not name", DOCUMENT, "guests", "audiences"),
                Arguments.argumentSet("an action without its key", DOCUMENT, "analysts", "mask.hmac.key: masking[1]"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void doesNotBeginWithADocumentItCannotUse(String document, String audience, String place) {
        Map<String, String> config =
                Map.of("policy.source", "inline", "policy.inline", document, "mask.audience", audience);

        assertThatThrownBy(() -> Masking.transform(config))
                .isInstanceOfAny(ConfigException.class, ConnectException.class)
                .hasNoCause()
                .hasMessageContaining(place);
    }

    @Test
    void refusesRecordsWithTheStampOfWhatRefusedThem() {
        SourceRecord rejected = Masking.apply(
                config(Map.of("scan.max.nodes", "2", "mask.default.action", "redact")),
                null,
                Map.of("a", CANARY, "b", CANARY, "c", CANARY));

        assertThat(rejected.topic()).isEqualTo("governance-quarantine");
        assertThat(Masking.header(rejected, GovHeaders.MASKING_POLICY)).isEqualTo(STAMP);
        assertThat(TransformContract.picture(rejected)).doesNotContain(CANARY);
    }

    @Test
    void leavesSinksToDecideOnWhatItRefuses() {
        assertThatThrownBy(() -> Masking.apply(
                        config(Map.of("scan.max.nodes", "2", "on.reject", "fail")),
                        null,
                        Map.of("a", CANARY, "b", CANARY, "c", CANARY)))
                .isInstanceOf(DataException.class)
                .hasMessageNotContaining(CANARY);
    }

    private static Map<String, String> config(Map<String, String> more) {
        Map<String, String> config = new HashMap<>(more);
        config.put("policy.source", "inline");
        config.put("policy.inline", DOCUMENT);
        return config;
    }

    private static String errors(Map<String, String> config) {
        return MaskFields.KEYS.toConfigDef().validate(config).stream()
                .map(ConfigValue::errorMessages)
                .toList()
                .toString();
    }
}

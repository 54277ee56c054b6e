/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.policy.PolicyReader;
import io.affidavit.core.tags.GovHeaders;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A policy document decides which versions pass {@link EnforceSchemaVersion}. */
class EnforceSchemaVersionByPolicyTest {

    private static final String DOCUMENT = """
            id: chat
            version: 7
            schemas:
              chat: {accept: '>=1 <=2', target: 2}
              search: {accept: '>=5 <6'}
            """;
    private static final String MIGRATIONS =
            "format: 1\nmigrations: [{from: '>=1 <2', to: 2, steps: [{rename: {path: length, to: size}}]}]";
    private static final String TWO_SCHEMAS = DOCUMENT.replace(", target: 2", "");

    @ParameterizedTest
    @CsvSource({
        "chat:1.5, , chat:1.5.0",
        "search:5.2, , search:5.2.0",
        "search:6, schema.version.future, ",
        "chat:0.9, schema.version.past, ",
        "audio:1, schema.name.unknown, "
    })
    void holdsEachSchemaAgainstItsOwnRange(String stated, String rule, String passedAs) {
        SourceRecord record = Masking.record(null, Map.of("text", "hello"));
        record.headers().addString("gov.schema", stated);

        SourceRecord judged = gate(Map.of("policy.inline", TWO_SCHEMAS)).apply(record);

        assertThat(Masking.header(judged, GovHeaders.REJECT_RULE)).isEqualTo(rule);
        assertThat(Masking.header(judged, GovHeaders.SCHEMA_POLICY))
                .isEqualTo(PolicyReader.read(TWO_SCHEMAS).ref().stamp());
        if (passedAs != null) {
            assertThat(Masking.header(judged, GovHeaders.SCHEMA)).isEqualTo(passedAs);
        }
        assertThat(record.headers()).hasSize(1);
    }

    @Test
    void refusesRecordsThatNameNoSchema() {
        SourceRecord judged =
                gate(Map.of("policy.inline", TWO_SCHEMAS)).apply(Masking.record(null, Map.of("schema_version", "1.5")));

        assertThat(Masking.header(judged, GovHeaders.REJECT_RULE)).isEqualTo("schema.name.unknown");
    }

    @Test
    void migratesTheSchemaThatIsNamedToTheTargetOfTheDocument() {
        SourceRecord judged = gate(Map.of("schema.name", "chat", "migrations", MIGRATIONS))
                .apply(Masking.record(null, Map.of("schema_version", "1.5", "length", 3L)));

        assertThat(judged.value()).isEqualTo(Map.of("schema_version", "2.0.0", "size", 3L));
        assertThat(Masking.header(judged, GovHeaders.SCHEMA)).isEqualTo("chat:2.0.0");
        assertThat(Masking.header(judged, GovHeaders.MIGRATED_FROM)).isEqualTo("1.5.0");
    }

    @Test
    void refusesOtherSchemasThanTheOneThatIsNamed() {
        SourceRecord record = Masking.record(null, Map.of("schema_version", "5.5"));
        record.headers().addString("gov.schema", "search:5.5");

        SourceRecord judged =
                gate(Map.of("schema.name", "chat", "migrations", MIGRATIONS)).apply(record);

        assertThat(Masking.header(judged, GovHeaders.REJECT_RULE)).isEqualTo("schema.name.unknown");
    }

    static Stream<Arguments> conflicts() {
        return Stream.of(
                Arguments.argumentSet("accept", Map.of("accept", ">=1 <2"), "accept"),
                Arguments.argumentSet("target", Map.of("target", "2"), "target"),
                Arguments.argumentSet("whose migrations", Map.of("migrations", MIGRATIONS), "schema.name"),
                Arguments.argumentSet("nothing at all", Map.of("policy.source", "none", "policy.inline", ""), "accept"),
                Arguments.argumentSet("an unused document", Map.of("policy.source", "none"), "policy.inline"));
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void refusesConfigurationThatDoesNotAgree(Map<String, String> more, String key) {
        Map<String, String> config = config(more);
        config.values().removeIf(String::isEmpty);

        assertThatThrownBy(() -> new EnforceSchemaVersion<SourceRecord>().configure(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Invalid value for configuration " + key + ":");
        assertThat(new EnforceSchemaVersion<SourceRecord>()
                        .config().validate(config).stream()
                                .map(ConfigValue::errorMessages)
                                .toList()
                                .toString())
                .contains("Invalid value for configuration " + key + ":");
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.argumentSet("a target without a way", Map.of("schema.name", "chat"), "schemas.chat.target"),
                Arguments.argumentSet("a schema it does not name", Map.of("schema.name", "audio"), "schema.name"),
                Arguments.argumentSet(
                        "nothing of schemas", Map.of("policy.inline", "id: p\nversion: 1"), "schemas: it is not there"),
                Arguments.argumentSet(
                        "a range without an end",
                        Map.of("policy.inline", "id: p\nversion: 1\nschemas: {chat: {accept: '>=1'}}"),
                        "schemas.chat.accept"),
                Arguments.argumentSet(
                        "a target the source cannot state",
                        Map.of(
                                "schema.version.source",
                                "schema",
                                "policy.inline",
                                "id: p\nversion: 1\nschemas: {chat: {accept: '1.5', target: 1.5.0}}"),
                        "schemas.chat.target: it is no whole number"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void doesNotBeginWithADocumentItCannotUse(Map<String, String> more, String place) {
        assertThatThrownBy(() -> gate(more))
                .isInstanceOfAny(ConfigException.class, ConnectException.class)
                .hasNoCause()
                .hasMessageContaining(place);
    }

    private static EnforceSchemaVersion<SourceRecord> gate(Map<String, String> more) {
        EnforceSchemaVersion<SourceRecord> gate = new EnforceSchemaVersion<>();
        gate.configure(config(more));
        return gate;
    }

    private static Map<String, String> config(Map<String, String> more) {
        Map<String, String> config = new HashMap<>(Map.of("policy.source", "inline", "policy.inline", DOCUMENT));
        config.putAll(more);
        return config;
    }
}

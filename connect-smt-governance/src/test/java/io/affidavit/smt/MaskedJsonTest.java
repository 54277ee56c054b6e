/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static io.affidavit.smt.Masking.apply;
import static io.affidavit.smt.Masking.header;
import static io.affidavit.smt.Masking.record;
import static io.affidavit.smt.Masking.transform;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.CanonicalJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link MaskFields} on JSON in strings and bytes. */
class MaskedJsonTest {

    @Test
    void masksForcedPathsIntoJsonText() {
        // Given
        Map<String, String> config = Map.of("mask.fields", "args.customer.name:redact,notes:drop,**.nick:redact");
        Map<String, Object> value = Map.of(
                "args", "{\"customer\":{\"name\":\"Ada\",\"age\":3},\"list\":[{\"nick\":\"al\"}]}", "notes", 5, "z", 1);

        // When
        SourceRecord result = apply(config, null, value);

        // Then
        assertThat(result.value())
                .isEqualTo(Map.of(
                        "args",
                        "{\"customer\":{\"name\":\"[FIELD]\",\"age\":3},\"list\":[{\"nick\":\"[FIELD]\"}]}",
                        "z",
                        1));
        assertThat(header(result, "gov.findings")).isEqualTo("field:3");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void opensJsonInsideStrings(int depth) {
        // Given
        String clean = "x";
        String secret = "ada@example.org \u00fc \" \\ \n";
        String masked = "[EMAIL] \u00fc \" \\ \n";
        for (int i = 0; i < depth; i++) {
            secret = CanonicalJson.of(Map.of("b", secret, "a", clean));
            masked = CanonicalJson.of(Map.of("b", masked, "a", clean));
        }

        // When
        SourceRecord result = apply(Map.of(), null, Map.of("j", secret));

        // Then canonical text stays canonical
        assertThat(result.value()).isEqualTo(Map.of("j", masked));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"write to ada\\u0040example.org\"",
                "{\"write to ada@example.org\" ",
                "{\"write to ada@example.org\" : ",
                "{\"write to ada@example.org"
            })
    void masksWhatMightHaveBecomeANameWhereTheTextEnds(String json) {
        SourceRecord result = apply(Map.of(), null, Map.of("j", json));

        assertThat(result.value()).isEqualTo(Map.of("j", json.replaceAll("ada(@|.u0040)example.org", "[EMAIL]")));
    }

    @Test
    void seesThroughUnicodeEscapesInJson() {
        SourceRecord result = apply(Map.of(), null, Map.of("j", "{\"a\":\"ada\\u0040example.org\",\"b\":\"\\u00fc\"}"));

        assertThat(result.value()).isEqualTo(Map.of("j", "{\"a\":\"[EMAIL]\",\"b\":\"\\u00fc\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"b\",\"n\":[1,2.5e3,true,null,{}],\"e\":\"\\u00e9\\/\"}",
                "{\"token\":\" the\",\"authorization\":\"granted\"}",
                " [ { \"phone\" : null } ] ",
                "{\"password\":\"[PASSWORD]\"}"
            })
    void keepsCleanJsonByteForByte(String json) {
        SourceRecord record = record(null, Map.of("j", json));

        assertThat(transform(Map.of()).apply(record)).isSameAs(record);
    }

    @Test
    void masksJsonThatWasCutOff() {
        SourceRecord result = apply(Map.of(), null, Map.of("j", "{\"a\":\"x\\u0021\",\"to\":\"ada@example.org and mo"));

        assertThat(result.value()).isEqualTo(Map.of("j", "{\"a\":\"x\\u0021\",\"to\":\"[EMAIL] and mo"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"to ada@example.org and mo", "{\"a\":1,\"to ada@example.org", "{ \"ada@example.org"})
    void masksWhatBeganAsANameAndNeverEnds(String json) {
        SourceRecord result = apply(Map.of(), null, Map.of("j", json));

        assertThat(result.value()).isEqualTo(Map.of("j", json.replace("ada@example.org", "[EMAIL]")));
    }

    @Test
    void masksNumbersWhereNoSchemaForbids() {
        SourceRecord result = apply(Map.of(), null, Map.of("n", 4111111111111111L, "j", "{\"card\":4111111111111111}"));

        assertThat(result.value()).isEqualTo(Map.of("n", "[CARD]", "j", "{\"card\":\"[CARD]\"}"));
    }

    @Test
    void masksTextInBytes() {
        // Given
        byte[] json = "{\"a\":\"ada@example.org\"}".getBytes(StandardCharsets.UTF_8);
        byte[] image = {(byte) 0x89, 'P', 'N', 'G', (byte) 0xff};

        // When
        Map<?, ?> result = (Map<?, ?>) apply(Map.of(), null, Map.of("a", json, "b", ByteBuffer.wrap(json), "c", image))
                .value();

        // Then
        byte[] masked = "{\"a\":\"[EMAIL]\"}".getBytes(StandardCharsets.UTF_8);
        assertThat((byte[]) result.get("a")).isEqualTo(masked);
        assertThat(result.get("b")).isEqualTo(ByteBuffer.wrap(masked));
        assertThat(result.get("c")).isSameAs(image);
    }

    @Test
    void replacesJsonBeyondTheDepthWhole() {
        String deep = "[".repeat(300) + "\"ada@example.org\"" + "]".repeat(300);

        SourceRecord result = apply(Map.of(), null, Map.of("a", deep));

        assertThat(result.value()).isEqualTo(Map.of("a", "[BUDGET]"));
    }

    @Test
    void reportsSecretsInMapKeys() {
        Map<String, Object> value = Map.of("ada@example.org", 1, "j", "{\"bob@example.org\":1}");

        SourceRecord result = apply(Map.of(), null, value);

        assertThat(result.value()).isEqualTo(value);
        assertThat(header(result, "gov.findings")).isEqualTo("unprotected.pii.email:2");
    }
}

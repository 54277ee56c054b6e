/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    static Stream<Arguments> documents() {
        return Stream.of(
                argumentSet(
                        "RFC 8785 section 3.2.3 sorting",
                        "{\"\\u20ac\": \"Euro Sign\",\"\\r\": \"Carriage Return\",\"\\ufb33\": \"Hebrew\",\"1\": \"One\","
                                + "\"\\ud83d\\ude00\": \"Emoji\",\"\\u0080\": \"Control\",\"\\u00f6\": \"Latin\"}",
                        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"Latin\","
                                + "\"\u20ac\":\"Euro Sign\",\"\ud83d\ude00\":\"Emoji\",\"\ufb33\":\"Hebrew\"}"),
                argumentSet(
                        "RFC 8785 section 3.2.2 example",
                        "{\"numbers\":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"
                                + "\"string\":\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\","
                                + "\"literals\":[null,true,false]}",
                        "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                                + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"),
                argumentSet("nested", "{\"b\":[{\"z\":1,\"a\":2}],\"a\":{}}", "{\"a\":{},\"b\":[{\"a\":2,\"z\":1}]}"),
                argumentSet("negative zero", "[-0.0, -0]", "[0,0]"),
                argumentSet(
                        "exact integers",
                        "[9007199254740992,-9007199254740992]",
                        "[9007199254740992,-9007199254740992]"),
                argumentSet(
                        "integers a double changes",
                        "[9007199254740993,18446744073709551615]",
                        "[\"9007199254740993\",\"18446744073709551615\"]"),
                argumentSet("decimals a double changes", "[0.1234567890123456789]", "[\"0.1234567890123456789\"]"),
                argumentSet("beyond doubles", "[1e400]", "[\"1E+400\"]"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void writesTheCanonicalForm(String json, String canonical) {
        assertThat(CanonicalJson.canonicalize(json)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void isAFixedPoint(String json, String canonical) {
        assertThat(CanonicalJson.canonicalize(CanonicalJson.canonicalize(json))).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"canary-7f3\":}",
                "{\"a\":1,\"a\":2}",
                "{\"b\":0,\"a\":1,\"b\":2}",
                "1 2",
                "[\"\\ud800\"]",
                "nul",
                "NaN"
            })
    void refusesInvalidTextWithoutRepeatingIt(String json) {
        assertThatThrownBy(() -> CanonicalJson.canonicalize(json))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageStartingWith("Cannot read JSON: ")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void writesValuesAsItRewritesText(String json, String canonical) {
        assertThat(CanonicalJson.of(JsonText.parse(json))).isEqualTo(canonical);
    }

    @Test
    void refusesTooDeepDocuments() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);

        assertThatThrownBy(() -> CanonicalJson.canonicalize(deep)).isInstanceOf(InvalidJsonException.class);
    }

    @Test
    void writesStructsWithoutNullsAndWithoutDefaults() {
        Schema schema = SchemaBuilder.struct()
                .field("b", Schema.OPTIONAL_STRING_SCHEMA)
                .field(
                        "a",
                        SchemaBuilder.string()
                                .optional()
                                .defaultValue("default")
                                .build())
                .field("c", Schema.INT64_SCHEMA)
                .build();

        assertThat(CanonicalJson.of(new Struct(schema).put("c", 7L))).isEqualTo("{\"c\":7}");
    }

    @Test
    void writesPlainValues() {
        assertThat(CanonicalJson.of(Map.of("k", List.of(1, 2.5, true, "x", new byte[] {1, 2}))))
                .isEqualTo("{\"k\":[1,2.5,true,\"x\",\"AQI=\"]}");
    }

    @Test
    void writesFloatsByTheirOwnDigits() {
        assertThat(CanonicalJson.of(0.1f)).isEqualTo("0.1");
    }
}

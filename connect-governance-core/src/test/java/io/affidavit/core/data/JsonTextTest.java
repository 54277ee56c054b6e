/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void readsEveryKindOfValue() {
        Object value = JsonText.parse(
                "{\"s\":\"x\",\"i\":1,\"b\":18446744073709551616,\"d\":1.5,\"e\":0.1234567890123456789,\"t\":true,\"n\":null,\"a\":[1,null]}");

        assertThat(value)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("s", "x")
                .containsEntry("i", 1L)
                .containsEntry("b", new BigInteger("18446744073709551616"))
                .containsEntry("d", 1.5)
                .containsEntry("e", new BigDecimal("0.1234567890123456789"))
                .containsEntry("t", true)
                .containsEntry("n", null)
                .containsEntry("a", Arrays.asList(1L, null));
    }

    @Test
    void writesWhatItReads() {
        String json = "{\"z\":[1,2.5,\"\\u0001é\\\"\"],\"a\":{\"n\":null,\"t\":true}}";

        assertThat(JsonText.write(JsonText.parse(json))).isEqualTo(json);
    }

    @Test
    void readsOnlyTheMembersThatAreWanted() {
        String json =
                "{\"skip\":{\"a\":[1,{\"b\":\"}]\"}]},\"keep\":{\"a\":[1,{\"skip\":2}]},\"text\":\"é\",\"also\":null}";

        assertThat(JsonText.parse(utf8(json), Set.of("keep", "also", "absent")))
                .isEqualTo(JsonText.parse("{\"keep\":{\"a\":[1,{\"skip\":2}]},\"also\":null}"));
        assertThat(JsonText.parse(utf8("[{\"a\":1}]"), Set.of("b"))).isEqualTo(JsonText.parse("[{\"a\":1}]"));
        for (String broken : List.of(
                "{\"skip\":canary}",
                "{\"skip\":[1}",
                "{\"keep\":1,\"keep\":2}",
                "{\"skip\":1",
                "{\"skip\":1} {}",
                "")) {
            assertThatThrownBy(() -> JsonText.parse(utf8(broken), Set.of("keep")))
                    .as(broken)
                    .isInstanceOf(InvalidJsonException.class)
                    .hasMessageNotContaining("canary");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void refusesUnknownTypesWithoutPrintingThem() {
        Object canary = new Object() {
            @Override
            public String toString() {
                return "canary";
            }
        };

        assertThatThrownBy(() -> JsonText.write(Map.of("k", List.of(canary))))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void namesTheOffsetButNotTheText() {
        assertThatThrownBy(() -> JsonText.parse("{\"a\":canary}"))
                .hasMessageContaining("offset")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    void opensTextAndBytesAndNothingElse() {
        byte[] bytes = "{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8);

        assertThat(JsonText.opened("{\"a\":1}")).isEqualTo(Map.of("a", 1L));
        assertThat(JsonText.opened(bytes)).isEqualTo(Map.of("a", 1L));
        assertThat(JsonText.opened(java.nio.ByteBuffer.wrap(bytes))).isEqualTo(Map.of("a", 1L));
        assertThat(JsonText.opened(7)).isEqualTo(7);
        assertThat(JsonText.opened(null)).isNull();
    }
}

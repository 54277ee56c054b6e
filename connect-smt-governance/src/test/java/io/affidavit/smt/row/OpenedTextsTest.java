/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenedTextsTest {

    private final OpenedTexts texts = new OpenedTexts(2);

    @Test
    void opensEachTextAsItIsWhateverCameBefore() {
        for (String text : List.of("[\"a\"]", "[\"a\"]", "[\"b\"]", "no json", "[\"a\"]", "{\"c\":1}", "[broken")) {
            assertThat(texts.open(0, text)).as(text).isEqualTo(Nested.open(text));
            assertThat(texts.open(1, "[\"a\"]")).isEqualTo(List.of("a"));
        }
    }

    @Test
    void opensTheSameShortTextOnceAndLongOnesAnew() {
        String longOne = "[\"" + "x".repeat(300) + "\"]";
        Object first = texts.open(0, "[\"" + "x".repeat(3) + "\"]");

        assertThat(texts.open(0, "[\"" + "x".repeat(3) + "\"]")).isSameAs(first);
        assertThat(texts.open(0, longOne)).isNotSameAs(texts.open(0, longOne)).isEqualTo(List.of("x".repeat(300)));
    }

    @Test
    void passesWhatIsNoTextThrough() {
        Map<String, Object> map = Map.of("a", 1);

        assertThat(texts.open(0, map)).isSameAs(map);
        assertThat(texts.open(0, 7L)).isEqualTo(7L);
    }
}

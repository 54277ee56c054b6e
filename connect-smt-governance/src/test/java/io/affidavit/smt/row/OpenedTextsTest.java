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
            assertThat(texts.open(1, new StringBuilder(text).toString()))
                    .as(text)
                    .isEqualTo(Nested.open(text));
        }
    }

    @Test
    void opensTheSameShortTextOnceAndLongOnesAnew() {
        String shortOne = "[\"team:support\"]";
        String longOne = "[\"" + "x".repeat(300) + "\"]";

        assertThat(texts.open(0, shortOne)).isSameAs(texts.open(0, new StringBuilder(shortOne).toString()));
        assertThat(texts.open(0, longOne)).isNotSameAs(texts.open(0, longOne)).isEqualTo(texts.open(0, longOne));
    }

    @Test
    void passesWhatIsNoTextThrough() {
        Map<String, Object> map = Map.of("a", 1);

        assertThat(texts.open(0, map)).isSameAs(map);
        assertThat(texts.open(0, 7L)).isEqualTo(7L);
    }
}

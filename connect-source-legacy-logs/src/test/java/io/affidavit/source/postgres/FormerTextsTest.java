/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FormerTextsTest {

    private final FormerTexts texts = new FormerTexts(2);

    @Test
    void givesWhatTheBytesSayWhateverCameBefore() {
        Random random = new Random(5);
        String[] parts = {"a", "b", "\u00e9", "\u0142", "\ud83d\ude00", ""};
        for (int round = 0; round < 20_000; round++) {
            String text = parts[random.nextInt(parts.length)] + parts[random.nextInt(parts.length)];
            assertThat(of(random.nextInt(2), text)).isEqualTo(text);
        }
    }

    @Test
    void givesTheSameTextAgain() {
        String first = of(0, "gpt-5.2");
        assertThat(of(1, "openai")).isEqualTo("openai");
        assertThat(of(0, "gpt-5.2")).isSameAs(first);
        assertThat(of(0, "gpt-5.3")).isEqualTo("gpt-5.3");
        assertThat(of(0, "gpt-5.2")).isEqualTo(first).isNotSameAs(first);
    }

    @Test
    void holdsOnToNoLongText() {
        String first = of(0, "x".repeat(65));
        assertThat(of(0, "x".repeat(65))).isEqualTo(first).isNotSameAs(first);
    }

    /** From the middle of an array, as values come. */
    private String of(int column, String text) {
        byte[] utf8 = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        return texts.of(column, utf8, 1, utf8.length - 1);
    }
}

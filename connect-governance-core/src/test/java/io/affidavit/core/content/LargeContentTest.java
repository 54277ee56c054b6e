/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LargeContentTest {

    @Test
    void leavesSmallValuesAlone() {
        assertThat(LargeContent.of(Map.of("text", "x".repeat(9_000)), 10_000).places())
                .isEmpty();
    }

    @Test
    void takesNoMoreThanItMustAndTheLargestFirst() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("a", "x".repeat(20_000));
        value.put("b", List.of("y".repeat(60_000), "z"));
        value.put("c", "x".repeat(30_000));

        LargeContent.Choice choice = LargeContent.of(value, 60_000);

        assertThat(choice.places()).containsExactly(Pointer.parse("/b/0"));
        assertThat(LargeContent.of(value, 40_000).places()).containsExactly(Pointer.parse("/b/0"), Pointer.parse("/c"));
        assertThat(choice.restBytes()).isBetween(50_000L, 60_000L);
    }

    @Test
    void saysWhatRemainsWhereOnlySmallTextsAreLeft() {
        List<String> many = Collections.nCopies(100, "x".repeat(1_000));

        LargeContent.Choice choice = LargeContent.of(many, 20_000);

        assertThat(choice.places()).isEmpty();
        assertThat(choice.restBytes()).isGreaterThan(100_000);
    }

    @Test
    void takesBytesAsItTakesTexts() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("a", new byte[30_000]);
        value.put("b", List.of(ByteBuffer.wrap(new byte[60_000], 0, 50_000)));
        value.put("c", "x".repeat(20_000));
        value.put("d", new byte[100]);

        LargeContent.Choice choice = LargeContent.of(value, 60_000);

        // In base64 bytes take a third more
        assertThat(choice.places()).containsExactly(Pointer.parse("/b/0"), Pointer.parse("/a"));
        assertThat(choice.restBytes()).isBetween(20_000L, 25_000L);
    }

    @Test
    void countsWhatJsonMakesOfText() {
        // A thousand control characters take six thousand bytes
        assertThat(LargeContent.of(Map.of("text", "\u0001".repeat(1_000)), 5_000)
                        .places())
                .containsExactly(Pointer.parse("/text"));
    }
}

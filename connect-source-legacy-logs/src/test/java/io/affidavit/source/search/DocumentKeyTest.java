/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentKeyTest {

    @Test
    void isTheIdWhereTimesAreMilliseconds() {
        DocumentKey key = new DocumentKey(0, "a\"b");

        assertThat(key.text(false)).isEqualTo("a\"b");
        assertThat(DocumentKey.parse("a\"b", false)).contains(key);
        assertThat(DocumentKey.parse("", false)).isEmpty();
    }

    @Test
    void holdsTheNanosecondsWhereTimesDo() {
        DocumentKey key = new DocumentKey(7, "a\"b");

        assertThat(key.text(true)).isEqualTo("[\"007\",\"a\\\"b\"]");
        assertThat(DocumentKey.parse(key.text(true), true)).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "id", "[\"7\",\"id\"]", "[\"007\"]", "[\"007\",\"id\",\"more\"]", "[7,\"id\"]", "["})
    void refusesOtherForms(String text) {
        assertThat(DocumentKey.parse(text, true)).isEmpty();
    }

    @Test
    void ordersByNanosecondsFirst() {
        assertThat(new DocumentKey(1, "z")).isLessThan(new DocumentKey(2, "a"));
        assertThat(new DocumentKey(1, "a")).isLessThan(new DocumentKey(1, "b"));
    }
}

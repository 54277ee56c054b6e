/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "the order is late, says she; (why)      | 29",
                "no symbol at all. nothing. \"not one\"  | -1",
                "write to ada@example.org                | 12",
                "the key sk-live                         | 8",
                "it is user9504 now                      | 6",
                "is it ab 12 now                         | 6",
                "is it abcd 12 now                       | 11",
                "see Ada                                 | 4",
                "see aDa                                 | 4",
                "a conversation, a notification          | -1",
                "an internationalization of it           | 3",
                "a/conversation of it                    | 2",
                "a conversation/of it                    | 2",
                "john dot com                            | 5",
                "john polkadot com                       | 5",
                "caf\u00e9 is open                       | 3"
            })
    void stopsWhereSomethingMayBegin(String text, int place) {
        // When
        int end = Prose.end(text.toCharArray(), 0, text.length());

        // Then
        assertThat(end).isEqualTo(place < 0 ? text.length() : place);
    }

    static Stream<String> prefixes() {
        return DataFile.lines("api-keys.txt").stream()
                .flatMap(line -> Stream.of(line.split(" ")).skip(4));
    }

    @ParameterizedTest
    @MethodSource("prefixes")
    void passesNoPrefixOfAKey(String prefix) {
        // Given the shortest thing that could be a key, and words around
        char[] text = ("use the " + prefix + "abcdefghijklmno for it").toCharArray();

        // When
        int end = Prose.end(text, 0, text.length);

        // Then
        assertThat(end).isEqualTo("use the ".length());
    }

    @Test
    void readsNothingBehindTheEnd() {
        assertThat(Prose.end("abc@".toCharArray(), 0, 3)).isEqualTo(3);
        assertThat(Prose.end(new char[0], 0, 0)).isZero();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyRowTest {

    @Test
    void undoesEveryEscapeOfTheManual() {
        assertThat(texts("\\b\\f\\n\\r\\t\\v\\\\x\\q\tplain\n", 2))
                .containsExactly("\b\f\n\r\t" + (char) 0x0B + "\\xq", "plain");
    }

    @Test
    void tellsNullFromTextsThatLookLikeIt() {
        assertThat(texts("\\N\t\t\\\\N\tN\t\\N\n", 5)).containsExactly(null, "", "\\N", "N", null);
    }

    @Test
    void readsALineWithoutLineFeed() {
        assertThat(texts("a\tb", 2)).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n", "a\tb\tc\n", "\n", ""})
    void refusesRowsOfOtherColumns(String line) {
        assertThatThrownBy(() -> texts(line, 2)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readsWhateverTheServerEscapes() {
        // Given texts full of what is escaped, and of characters of one to four bytes
        Random random = new Random(7);
        String[] pieces = {"\\", "\t", "\n", "\r", "N", "\\N", "ü", "漢", "😀", "a", "", "{\"k\": \"v\"}"};
        CopyRow row = new CopyRow(4);
        for (int round = 0; round < 2_000; round++) {
            List<String> texts = new ArrayList<>();
            for (int column = 0; column < 4; column++) {
                StringBuilder text = new StringBuilder();
                for (int piece = random.nextInt(6); piece > 0; piece--) {
                    text.append(pieces[random.nextInt(pieces.length)]);
                }
                texts.add(random.nextInt(5) == 0 ? null : text.toString());
            }
            // When they come as the server writes them
            String line =
                    String.join("\t", texts.stream().map(CopyRowTest::escaped).toList()) + "\n";
            row.take(line.getBytes(StandardCharsets.UTF_8));
            // Then they are what they were
            assertThat(Arrays.asList(row.text(0), row.text(1), row.text(2), row.text(3)))
                    .isEqualTo(texts);
            assertThat(row.bytesOfTexts())
                    .isEqualTo(texts.stream()
                            .mapToLong(text -> text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length)
                            .sum());
        }
    }

    private static String escaped(String text) {
        return text == null
                ? "\\N"
                : text.replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
    }

    private static List<String> texts(String line, int columns) {
        CopyRow row = new CopyRow(columns);
        row.take(line.getBytes(StandardCharsets.UTF_8));
        List<String> texts = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            texts.add(row.text(column));
        }
        return texts;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No two texts ever share a name, and names stay readable where they can. */
class TableNamesTest {

    private static final Pattern TOKEN = Pattern.compile("__|_x((?:[0-9a-f]{2})+)_|.", Pattern.DOTALL);

    static Stream<Arguments> examples() {
        return Stream.of(
                Arguments.of("events", "events"),
                Arguments.of("acme_eu-west-1", "acme_eu-west-1"),
                Arguments.of("ai.governance.events", "ai__governance__events"),
                Arguments.of("ACME", "_x41434d45_"),
                Arguments.of("Acme Ltd", "_x41_cme_x204c_td"),
                Arguments.of("a__b", "a_x5f__b"),
                Arguments.of("a_.b", "a_x5f___b"),
                Arguments.of("_x41_", "_x5f_x41_"),
                Arguments.of("_", "_"),
                Arguments.of("é", "_xc3a9_"),
                Arguments.of("../etc", "_____x2f_etc"),
                Arguments.of("a/b\\c", "a_x2f_b_x5c_c"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void writesTextAsAName(String text, String name) {
        assertThat(TableNames.encode(text)).isEqualTo(name);
        assertThat(decode(name)).isEqualTo(text);
    }

    @Test
    void neverGivesTwoTextsOneName() {
        // Given every text of up to five characters that could confuse the mapping
        List<String> alphabet = List.of("_", "x", "4", "1", ".", "A", "b");
        Map<String, String> owners = new HashMap<>();
        Stream<String> texts = Stream.of("");
        for (int length = 1; length <= 5; length++) {
            List<String> longer =
                    texts.flatMap(text -> alphabet.stream().map(text::concat)).toList();

            // When they are written as names, in a catalog that ignores case
            for (String text : longer) {
                String before = owners.put(TableNames.encode(text).toLowerCase(Locale.ROOT), text);

                // Then each is its own
                assertThat(before).as(text).isNull();
            }
            texts = longer.stream();
        }
    }

    @Test
    void canBeReadBack() {
        Random random = new Random(20261122);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(12);
            for (int i = 0; i < length; i++) {
                text.appendCodePoint(
                        switch (random.nextInt(4)) {
                            case 0 -> "_x.-0af".charAt(random.nextInt(7));
                            case 1 -> 'a' + random.nextInt(26);
                            case 2 -> 0x20 + random.nextInt(0x60);
                            default -> 0x1F600 + random.nextInt(40);
                        });
            }
            String name = TableNames.encode(text.toString());
            assertThat(name).matches("[a-z0-9_-]+");
            assertThat(decode(name)).isEqualTo(text.toString());
        }
    }

    /** The mapping as documented, read the other way. */
    private static String decode(String name) {
        Matcher tokens = TOKEN.matcher(name);
        StringBuilder text = new StringBuilder();
        while (tokens.find()) {
            if (tokens.group(1) != null) {
                text.append(new String(HexFormat.of().parseHex(tokens.group(1)), StandardCharsets.UTF_8));
            } else {
                text.append(tokens.group().equals("__") ? "." : tokens.group());
            }
        }
        return text.toString();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TermsTest {

    @Test
    void findsWholeWordsInAnyCase() {
        assertThat(find("Bluebird and BLUEBIRD_v2, bluebirds, reBluebird", "bluebird"))
                .containsExactly("0-8", "13-21");
    }

    @Test
    void findsPhrasesAcrossBlanks() {
        assertThat(find("the operation \n\t Nightfall begins", "Operation Nightfall"))
                .containsExactly("4-26");
    }

    @Test
    void findsWordsOfScriptsWithoutBlanks() {
        assertThat(find("\u9879\u76ee\u84dd\u9e1f\u542f\u52a8", "\u84dd\u9e1f")).containsExactly("2-4");
        assertThat(find("\u00c9TUDE secr\u00e8te", "\u00e9tude")).containsExactly("0-5");
    }

    @Test
    void prefersTheLongestOfThoseThatEndTogether() {
        assertThat(find("project blue bird", "bird", "blue bird", "project")).containsExactly("0-7", "8-17");
    }

    @Test
    void findsTermsOfSymbols() {
        assertThat(find("use C++ or .NET!", "c++", ".net")).containsExactly("4-7", "11-15");
    }

    @Test
    void findsNothingOutsideTheBounds() {
        Terms terms = new Terms(Map.of("bird", 0));
        List<String> found = new ArrayList<>();
        char[] text = "bird bird bird".toCharArray();

        terms.find(text, 2, 12, terms.buffer(), (start, end, value) -> found.add(start + "-" + end));

        assertThat(found).containsExactly("5-9");
    }

    @Test
    void agreesWithAPlainSearch() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            // Given few letters, so that terms overlap and share prefixes
            Map<String, Integer> terms = new HashMap<>();
            for (int i = 0; i < 6; i++) {
                String term = Terms.normal(word(random, 2 + random.nextInt(6)));
                if (!term.isEmpty()) {
                    terms.put(term, i);
                }
            }
            String text = word(random, 60);

            // When
            List<String> found = find(text, terms);

            // Then
            assertThat(found).as(text + " " + terms.keySet()).isEqualTo(plain(text, terms));
        }
    }

    @Test
    void staysLinearWhateverTheTerms() {
        // Given terms that all end alike, on a text that is nothing else
        Map<String, Integer> terms = new HashMap<>();
        for (int i = 1; i <= 100; i++) {
            terms.put("a ".repeat(i).trim(), i);
        }
        Terms automaton = new Terms(terms);
        char[] text = "a ".repeat(500_000).toCharArray();
        int[] count = new int[1];

        // When
        Instant begin = Instant.now();
        automaton.find(text, 0, text.length, automaton.buffer(), (start, end, value) -> ++count[0] > 0);
        Duration took = Duration.between(begin, Instant.now());

        // Then
        assertThat(count[0]).isEqualTo(500_000);
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }

    private static String word(Random random, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append("aAb B".charAt(random.nextInt(5)));
        }
        return word.toString();
    }

    /** For each end the longest term that stands there whole. */
    private static List<String> plain(String text, Map<String, Integer> terms) {
        List<String> found = new ArrayList<>();
        for (int end = 1; end <= text.length(); end++) {
            int best = -1;
            for (int start = 0; start < end; start++) {
                String piece = text.substring(start, end);
                boolean whole = !joined(text, start) && !joined(text, end);
                boolean tight = !Character.isWhitespace(piece.charAt(0))
                        && !Character.isWhitespace(piece.charAt(piece.length() - 1));
                String normal = piece.toLowerCase(Locale.ROOT).replaceAll(" +", " ");
                if (best < 0 && whole && tight && terms.containsKey(normal)) {
                    best = start;
                }
            }
            if (best >= 0) {
                found.add(best + "-" + end);
            }
        }
        return found;
    }

    private static boolean joined(String text, int at) {
        return at > 0
                && at < text.length()
                && Character.isLetter(text.charAt(at - 1))
                && Character.isLetter(text.charAt(at));
    }

    private static List<String> find(String text, String... terms) {
        Map<String, Integer> all = new HashMap<>();
        for (String term : terms) {
            all.put(Terms.normal(term), all.size());
        }
        return find(text, all);
    }

    private static List<String> find(String text, Map<String, Integer> terms) {
        Terms automaton = new Terms(terms);
        List<String> found = new ArrayList<>();
        automaton.find(
                text.toCharArray(),
                0,
                text.length(),
                automaton.buffer(),
                (start, end, value) -> found.add(start + "-" + end));
        return found;
    }
}

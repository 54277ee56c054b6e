/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keys and tokens that begin with a prefix of their vendor, as {@code api-keys.txt} lists them: each a prefix, an alphabet and
 * the length of what follows.
 */
final class SecretPrefixes {

    private static final Rule[] RULES = rules();
    /** Rules by their first two characters, the longest prefix first. */
    private static final Rule[][] BY_TWO = byTwo();
    /** For each first character the second characters that any rule has, as two masks of 64 bits. */
    private static final long[] SECONDS = seconds();

    private SecretPrefixes() {}

    static List<Label> labels() {
        List<Label> labels = new ArrayList<>();
        for (Rule rule : RULES) {
            labels.add(rule.label());
        }
        return labels.stream().distinct().toList();
    }

    /** Whether a rule may begin with these two characters; a cheap question asked at every word. */
    static boolean possible(char first, char second) {
        return first < 128 && second < 128 && (SECONDS[first * 2 + (second >>> 6)] >>> (second & 63) & 1) != 0;
    }

    /** The rules that begin with these two characters, which must be {@link #possible}; the longest prefix first. */
    static Rule[] of(char first, char second) {
        return BY_TWO[first * 128 + second];
    }

    private static Rule[] rules() {
        List<Rule> rules = new ArrayList<>();
        for (String line : DataFile.lines("api-keys.txt")) {
            String[] parts = line.split(" ");
            Label label = new Label(
                    "secret." + parts[0], "[" + parts[0].toUpperCase(Locale.ROOT) + "_KEY]", Sensitivity.RESTRICTED);
            for (int i = 4; i < parts.length; i++) {
                rules.add(new Rule(
                        label, parts[i], alphabet(parts[1]), Integer.parseInt(parts[2]), Integer.parseInt(parts[3])));
            }
        }
        return rules.toArray(Rule[]::new);
    }

    private static int alphabet(String name) {
        return switch (name) {
            case "alnum" -> Chars.DIGIT | Chars.LETTER;
            case "word" -> Chars.WORD;
            case "token" -> Chars.TOKEN;
            case "dotted" -> Chars.TOKEN | Chars.DOT;
            case "hex" -> Chars.HEX;
            case "upper" -> Chars.UPPER | Chars.DIGIT;
            default -> throw new IllegalStateException("Cannot read rules: unknown alphabet " + name + ".");
        };
    }

    private static Rule[][] byTwo() {
        Map<Integer, List<Rule>> groups = Stream.of(RULES)
                .sorted(Comparator.comparing((Rule rule) -> rule.prefix().length())
                        .reversed())
                .collect(Collectors.groupingBy(
                        rule -> rule.prefix().charAt(0) * 128 + rule.prefix().charAt(1)));
        Rule[][] table = new Rule[128 * 128][];
        groups.forEach((two, rules) -> table[two] = rules.toArray(Rule[]::new));
        return table;
    }

    private static long[] seconds() {
        long[] masks = new long[256];
        for (Rule rule : RULES) {
            char second = rule.prefix().charAt(1);
            masks[rule.prefix().charAt(0) * 2 + (second >>> 6)] |= 1L << (second & 63);
        }
        return masks;
    }

    /**
     * One family.
     *
     * @param alphabet class of characters that follow the prefix
     * @param shortest fewest of them
     * @param longest most of them; a longer run is something else
     */
    record Rule(Label label, String prefix, int alphabet, int shortest, int longest) {

        /** Whether its keys have no small letters, so that one of capitals only is no sign of a word. */
        boolean isOfOneCase() {
            return alphabet == (Chars.UPPER | Chars.DIGIT);
        }
    }
}

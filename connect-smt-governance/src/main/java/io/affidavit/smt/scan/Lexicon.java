/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words and what they say, looked up in a character array without making a string. Immutable. Whole words only: "public"
 * and "duplicate" say nothing about licences.
 */
final class Lexicon {

    /** Longer words count as this long. */
    private static final int LONGEST = 31;

    private final String[] words;
    private final int[] evidence;
    private final int mask;
    /** By length, first and last letter, whether there is such a word: most words of a text are told apart by these. */
    private final long[] outlines = new long[(LONGEST + 1) * 32 * 32 / Long.SIZE];

    Lexicon(Map<String, Integer> entries) {
        int capacity = Integer.highestOneBit(Math.max(8, entries.size() * 4));
        this.words = new String[capacity];
        this.evidence = new int[capacity];
        this.mask = capacity - 1;
        entries.forEach(this::put);
    }

    /** Builds entries from lists of words separated by blanks. */
    static Lexicon of(Map<Integer, String> lists) {
        Map<String, Integer> entries = new HashMap<>();
        lists.forEach((bits, list) ->
                List.of(list.strip().split("\\s+")).forEach(word -> entries.merge(word, bits, (a, b) -> a | b)));
        return new Lexicon(entries);
    }

    /** The evidence of the word between two positions, in any case; {@link Evidence#NONE} for a word not listed. */
    int lookup(char[] text, int from, int to) {
        if (from >= to || !possible(outline(to - from, Chars.lower(text[from]), Chars.lower(text[to - 1])))) {
            return Evidence.NONE;
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + Chars.lower(text[i]);
        }
        for (int slot = spread(hash) & mask; words[slot] != null; slot = (slot + 1) & mask) {
            if (same(words[slot], text, from, to)) {
                return evidence[slot];
            }
        }
        return Evidence.NONE;
    }

    private void put(String word, int bits) {
        int outline = outline(word.length(), word.charAt(0), word.charAt(word.length() - 1));
        outlines[outline >> 6] |= 1L << outline;
        int slot = spread(word.hashCode()) & mask;
        while (words[slot] != null) {
            slot = (slot + 1) & mask;
        }
        words[slot] = word;
        evidence[slot] = bits;
    }

    private boolean possible(int outline) {
        return ((outlines[outline >> 6] >>> outline) & 1) != 0;
    }

    private static int outline(int length, char first, char last) {
        return (Math.min(length, LONGEST) << 10) + ((first & 31) << 5) + (last & 31);
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 15);
    }

    private static boolean same(String word, char[] text, int from, int to) {
        if (word.length() != to - from) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) != Chars.lower(text[from + i])) {
                return false;
            }
        }
        return true;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.rules;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds whole words and phrases in a text, without regard to case and to how many blanks stand between words, in one pass
 * whatever their number: the automaton of Aho and Corasick (Efficient string matching, CACM 18, 1975). Immutable once built.
 */
final class Terms {

    private static final int ROOT = 0;
    private static final int NONE = -1;
    private static final int ASCII = 128;
    /** Spreads the bits of a step over its place in the table. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final int longest;
    /** The first steps of most characters, which lead nowhere. */
    private final int[] first = new int[ASCII];
    /** Steps by state and character, in an open hash table. */
    private final long[] steps;

    private final int[] targets;
    private final int shift;

    private final int[] parents;
    private final char[] characters;
    private final int[] lengths;
    private final int[] fallbacks;
    /** The term that ends in a state, or {@link #NONE}. */
    private final int[] values;
    /** The next shorter term that ends where a state's does; the root for none. */
    private final int[] links;

    private int states = 1;

    /**
     * @param terms as {@link #normal} writes them, none of them empty, with a number each that is not negative
     */
    Terms(Map<String, Integer> terms) {
        int most = terms.keySet().stream().mapToInt(String::length).sum() + 1;
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(most) + 1;
        steps = new long[1 << bits];
        targets = new int[1 << bits];
        shift = Long.SIZE - bits;
        parents = new int[most];
        characters = new char[most];
        lengths = new int[most];
        fallbacks = new int[most];
        values = new int[most];
        links = new int[most];
        Arrays.fill(steps, NONE);
        Arrays.fill(values, NONE);
        terms.forEach(this::add);
        longest = terms.keySet().stream().mapToInt(String::length).max().orElse(0);
        connect();
    }

    /** A term as it is compared. */
    static String normal(String term) {
        StringBuilder normal = new StringBuilder(term.length());
        boolean blank = true;
        for (int i = 0; i < term.length(); i++) {
            char c = term.charAt(i);
            if (!blank(c)) {
                normal.append(fold(c));
            } else if (!blank) {
                normal.append(' ');
            }
            blank = blank(c);
        }
        return normal.toString().stripTrailing();
    }

    /** A buffer that one search at a time may use. */
    int[] buffer() {
        return new int[Integer.highestOneBit(Math.max(1, longest)) * 2];
    }

    /** Tells of the longest term at each place where one ends, until told to stop. */
    void find(char[] text, int from, int to, int[] places, Match match) {
        int state = ROOT;
        int units = 0;
        boolean blank = true;
        for (int i = from; i < to; i++) {
            char c = text[i];
            boolean blanks = blank && blank(c);
            blank = blank(c);
            if (blanks) {
                continue;
            }
            places[units++ & (places.length - 1)] = i;
            state = next(state, blank ? ' ' : fold(c));
            int ending = values[state] == NONE ? links[state] : state;
            boolean apart = ending != ROOT && (i + 1 == to || !joined(c, text[i + 1]));
            if (apart && !tell(text, from, i + 1, units, ending, places, match)) {
                return;
            }
        }
    }

    private boolean tell(char[] text, int from, int end, int units, int ending, int[] places, Match match) {
        for (int state = ending; state != ROOT; state = links[state]) {
            int start = places[(units - lengths[state]) & (places.length - 1)];
            if (start == from || !joined(text[start - 1], text[start])) {
                return match.found(start, end, values[state]);
            }
        }
        return true;
    }

    private int next(int from, char c) {
        int state = from;
        while (state != ROOT) {
            int next = target(state, c);
            if (next != NONE) {
                return next;
            }
            state = fallbacks[state];
        }
        return c < ASCII ? first[c] : Math.max(ROOT, target(ROOT, c));
    }

    private void add(String term, int value) {
        int state = ROOT;
        for (int i = 0; i < term.length(); i++) {
            int next = target(state, term.charAt(i));
            state = next == NONE ? grow(state, term.charAt(i)) : next;
        }
        values[state] = value;
    }

    private int grow(int parent, char c) {
        int state = states++;
        parents[state] = parent;
        characters[state] = c;
        lengths[state] = lengths[parent] + 1;
        int slot = slot(parent, c);
        steps[slot] = step(parent, c);
        targets[slot] = state;
        if (parent == ROOT && c < ASCII) {
            first[c] = state;
        }
        return state;
    }

    /** Gives each state its fallback, the shorter ones first. */
    private void connect() {
        IntStream.range(1, states)
                .boxed()
                .sorted(Comparator.comparingInt(state -> lengths[state]))
                .forEach(state -> {
                    int parent = parents[state];
                    fallbacks[state] = parent == ROOT ? ROOT : next(fallbacks[parent], characters[state]);
                    links[state] = values[fallbacks[state]] == NONE ? links[fallbacks[state]] : fallbacks[state];
                });
    }

    private int target(int state, char c) {
        int slot = slot(state, c);
        return steps[slot] == NONE ? NONE : targets[slot];
    }

    private int slot(int state, char c) {
        long step = step(state, c);
        int slot = (int) ((step * SPREAD) >>> shift);
        while (steps[slot] != NONE && steps[slot] != step) {
            slot = (slot + 1) & (steps.length - 1);
        }
        return slot;
    }

    private static long step(int state, char c) {
        return ((long) state << Character.SIZE) | c;
    }

    /** Whether two characters belong to one word, in scripts that put blanks between words. */
    private static boolean joined(char left, char right) {
        return worded(left) && worded(right);
    }

    private static boolean worded(char c) {
        if (c < ASCII) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        }
        boolean unspaced = Character.isIdeographic(c) || (c >= 0x3040 && c <= 0x30ff) || (c >= 0x0e00 && c <= 0x0eff);
        return Character.isLetterOrDigit(c) && !unspaced;
    }

    private static boolean blank(char c) {
        return c <= ' ' || c == 0xa0 || (c >= ASCII && Character.isWhitespace(c));
    }

    private static char fold(char c) {
        if (c < ASCII) {
            return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    /** Takes what is found. */
    @FunctionalInterface
    interface Match {

        /** Returns whether to go on. */
        boolean found(int start, int end, int value);
    }
}

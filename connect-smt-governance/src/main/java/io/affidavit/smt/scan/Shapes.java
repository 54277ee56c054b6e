/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * All layouts of identifiers as one deterministic automaton over letters, digits and separators, by the subset construction:
 * one step per character tells which layouts still fit. Immutable.
 */
final class Shapes {

    private static final String SEPARATORS = " -./:()+";
    private static final int LETTER = 0;
    private static final int DIGIT = 1;
    private static final int SYMBOLS = 2 + SEPARATORS.length();
    private static final int START = 0;
    /** Answer of {@link #step} where no layout goes on. */
    static final int NONE = -1;

    private static final byte[] SYMBOL = symbols();
    private static final int[] NOTHING = {};

    private final int[] next;
    /** By state and how many digits follow, the state behind them: most of what is asked about is groups of digits. */
    private final int[] behindDigits;

    /** No layout has more digits in a row. */
    private final int mostDigits;

    private final int[][] accepts;
    private final List<String> layouts;

    private Shapes(int[] next, int[][] accepts, List<String> layouts) {
        this.next = next;
        this.mostDigits = layouts.stream().mapToInt(String::length).max().orElse(0);
        this.behindDigits = behindDigits(next, accepts.length, mostDigits);
        this.accepts = accepts;
        this.layouts = layouts;
    }

    /** Whether a layout may go on behind a word with this character. */
    static boolean separates(char c) {
        return c < 128 && SYMBOL[c] > DIGIT;
    }

    /**
     * By length, the automaton of the layouts that are one word of so many letters and digits; as many as the longest word that
     * a layout begins with needs. Layouts keep their numbers.
     */
    Shapes[] words() {
        int longest = layouts.stream().mapToInt(Shapes::firstWord).max().orElse(0);
        Shapes[] words = new Shapes[longest + 1];
        for (int length = 0; length <= longest; length++) {
            int wanted = length;
            words[length] = of(layouts, layout -> layout.length() == wanted && firstWord(layout) == wanted);
        }
        return words;
    }

    int start() {
        return START;
    }

    int step(int state, char c) {
        int symbol = c < 128 ? SYMBOL[c] : NONE;
        return symbol < 0 ? NONE : next[state * SYMBOLS + symbol];
    }

    /** As {@link #step} over so many digits at once. */
    int digits(int state, int count) {
        return count > mostDigits ? NONE : behindDigits[state * (mostDigits + 1) + count];
    }

    /** The layouts that are complete here, by their place in the list they were built from. */
    int[] accepted(int state) {
        return accepts[state];
    }

    private static int[] behindDigits(int[] next, int states, int most) {
        int[] behind = new int[states * (most + 1)];
        for (int state = 0; state < states; state++) {
            int reached = state;
            for (int count = 0; count <= most; count++) {
                behind[state * (most + 1) + count] = reached;
                reached = reached == NONE ? NONE : next[reached * SYMBOLS + DIGIT];
            }
        }
        return behind;
    }

    private static byte[] symbols() {
        byte[] table = new byte[128];
        for (char c = 0; c < table.length; c++) {
            int separator = SEPARATORS.indexOf(c);
            int other = separator < 0 ? NONE : 2 + separator;
            table[c] = (byte) (Chars.digit(c) ? DIGIT : Chars.is(c, Chars.LETTER) ? LETTER : other);
        }
        return table;
    }

    /** How many letters and digits it begins with. */
    private static int firstWord(String layout) {
        int longest = 0;
        while (longest < layout.length() && "A9X".indexOf(layout.charAt(longest)) >= 0) {
            longest++;
        }
        return longest;
    }

    static Shapes of(List<String> layouts) {
        return of(layouts, layout -> true);
    }

    private static Shapes of(List<String> layouts, Predicate<String> wanted) {
        Map<Set<Integer>, Integer> states = new HashMap<>();
        List<Set<Integer>> open = new ArrayList<>();
        // a position is a layout and how far it has come, in one number
        Set<Integer> first = new TreeSet<>();
        for (int i = 0; i < layouts.size(); i++) {
            if (wanted.test(layouts.get(i))) {
                first.add(i << 8);
            }
        }
        states.put(first, START);
        open.add(first);
        List<int[]> rows = new ArrayList<>();
        List<int[]> ends = new ArrayList<>();
        for (int state = 0; state < open.size(); state++) {
            int[] row = new int[SYMBOLS];
            Arrays.fill(row, NONE);
            for (int symbol = 0; symbol < SYMBOLS; symbol++) {
                Set<Integer> reached = reached(open.get(state), symbol, layouts);
                if (!reached.isEmpty()) {
                    row[symbol] = states.computeIfAbsent(reached, fresh -> {
                        open.add(fresh);
                        return open.size() - 1;
                    });
                }
            }
            rows.add(row);
            int[] complete = open.get(state).stream()
                    .filter(position ->
                            (position & 255) == layouts.get(position >> 8).length())
                    .mapToInt(position -> position >> 8)
                    .toArray();
            ends.add(complete.length == 0 ? NOTHING : complete);
        }
        return new Shapes(
                rows.stream().flatMapToInt(Arrays::stream).toArray(), ends.toArray(int[][]::new), List.copyOf(layouts));
    }

    private static Set<Integer> reached(Set<Integer> positions, int symbol, List<String> layouts) {
        Set<Integer> reached = new TreeSet<>();
        for (int position : positions) {
            String layout = layouts.get(position >> 8);
            int at = position & 255;
            if (at < layout.length() && fits(layout.charAt(at), symbol)) {
                reached.add(position + 1);
            }
        }
        return reached;
    }

    private static boolean fits(char layout, int symbol) {
        return switch (layout) {
            case 'A' -> symbol == LETTER;
            case '9' -> symbol == DIGIT;
            case 'X' -> symbol == LETTER || symbol == DIGIT;
            case ' ' -> symbol == 2 || symbol == 3;
            default -> symbol == 2 + SEPARATORS.indexOf(layout);
        };
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.rules;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.affidavit.smt.scan.Finder;
import io.affidavit.smt.scan.Hits;
import io.affidavit.smt.scan.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the patterns of all rules, one after the other. One search is linear in the text; that many searches are too is made
 * sure by counting the characters they read. Not safe for concurrent use.
 */
final class PatternFinder implements Finder {

    /** The group that is the finding where a pattern has it; the rest of the match is then context. */
    private static final String VALUE = "value";
    /** How often a pattern may read each character before the text counts as not looked through. */
    private static final long READS = 64;

    private static final long FEW_READS = 10_000;

    private final List<Search> searches = new ArrayList<>();
    private final RuleHits found;
    private final Window window = new Window();

    PatternFinder(List<Rule> rules, RuleHits found) {
        this.found = found;
        for (int i = 0; i < rules.size(); i++) {
            for (Pattern pattern : rules.get(i).patterns()) {
                boolean part = pattern.namedGroups().containsKey(VALUE);
                searches.add(new Search(i, pattern.matcher(""), part));
            }
        }
    }

    @Override
    public void find(char[] text, int from, int to, Hits hits) {
        window.over(text, from, to);
        try {
            for (Search search : searches) {
                find(search, text, from, to, hits);
            }
        } finally {
            window.over(new char[0], 0, 0);
        }
    }

    private void find(Search search, char[] text, int from, int to, Hits hits) {
        long most = FEW_READS + READS * (to - from);
        window.reads = 0;
        Matcher matcher = search.matcher().reset(window);
        while (matcher.find()) {
            int start = search.part() ? matcher.start(VALUE) : matcher.start();
            int end = search.part() ? matcher.end(VALUE) : matcher.end();
            boolean more = start < 0
                    || start == end
                    || found.keep(text, from, to, from + start, from + end, search.rule(), hits);
            if (window.reads > most) {
                hits.giveUp(Labels.BUDGET);
            }
            if (!more || window.reads > most) {
                return;
            }
        }
    }

    private record Search(int rule, Matcher matcher, boolean part) {}

    /** A part of an array as characters to match, which counts how many are read. */
    private static final class Window implements CharSequence {

        private char[] text = {};
        private int from;
        private int length;
        private long reads;

        void over(char[] characters, int start, int to) {
            text = characters;
            from = start;
            length = to - start;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public char charAt(int index) {
            reads++;
            return text[from + index];
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new String(text, from + start, end - start);
        }

        @Override
        public String toString() {
            return "Window[" + length + " characters]";
        }
    }
}

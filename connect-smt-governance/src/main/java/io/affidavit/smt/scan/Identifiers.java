/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds the numbers and codes of {@code identifiers.txt} by their layout, their check digits and the words around. Reads at
 * most the longest layout from each place where one may begin. Not safe for concurrent use.
 */
final class Identifiers {

    private static final int LONGEST = 40;
    /** What it adds that nothing else stands in a text without a name. */
    private static final int ALONE = 15;
    /** What other words, an unusual way of writing or a longer code around take away. */
    private static final int DOUBT = 20;

    /** What its own name before it adds, which tells it from numbers of other countries that look the same. */
    private static final int OWN = 5;

    private static final int OWN_WINDOW = 24;

    private static final int UNKNOWN = -1;

    private static final List<Rule> RULES = new ArrayList<>();
    private static final List<String> LAYOUTS = new ArrayList<>();
    private static final Rule[] BY_LAYOUT = read();
    private static final Shapes SHAPES = Shapes.of(LAYOUTS);
    /** By length: the layouts of one word alone, of which most words fit none after a character or two. */
    private static final Shapes[] WORDS = SHAPES.words();

    private final Context context;
    private final char[] code = new char[LONGEST];
    /** For words, which no run of digits was read from. */
    private final NumberRun noRun = new NumberRun();

    private Label best;
    private int bestScore;

    Identifiers(Context context) {
        this.context = context;
    }

    static List<Label> labels() {
        return RULES.stream().map(Rule::label).distinct().toList();
    }

    /**
     * Looks at the first character of a word; returns where to go on, or {@code at}.
     *
     * @param wordEnd behind the last character of that word
     */
    int at(char[] text, int from, int at, int wordEnd, int to, int evidence, Hits hits) {
        return at(text, from, at, wordEnd, noRun, 0, to, evidence, hits);
    }

    /** Looks at a group of digits; returns where to go on, or where the group starts. */
    int at(char[] text, int from, NumberRun run, int group, int to, int evidence, Hits hits) {
        return at(text, from, run.starts[group], run.ends[group], run, group, to, evidence, hits);
    }

    private int at(
            char[] text, int from, int at, int wordEnd, NumberRun run, int group, int to, int evidence, Hits hits) {
        if (wordEnd - at >= WORDS.length) {
            return at;
        }
        Shapes shapes = wordEnd < to && Shapes.separates(text[wordEnd]) ? SHAPES : WORDS[wordEnd - at];
        int limit = Math.min(to, at + LONGEST);
        int state = shapes.start();
        int end = at;
        int said = UNKNOWN;
        int next = group;
        for (int i = at; i < limit; ) {
            if (next < run.groups && run.starts[next] == i) {
                state = shapes.digits(state, run.length(next));
                i = run.ends[next++];
            } else {
                state = shapes.step(state, text[i++]);
            }
            if (state == Shapes.NONE) {
                break;
            }
            if (Chars.wordGoesOn(text, i, to)) {
                continue;
            }
            int[] layouts = shapes.accepted(state);
            if (layouts.length > 0) {
                said = said == UNKNOWN ? said(text, from, at, i, to, evidence) : said;
                judge(text, from, at, i, to, layouts, said, evidence);
                if (bestScore >= Scores.EVEN) {
                    hits.add(at, i, best, Math.min(bestScore, Scores.CERTAIN));
                    end = i;
                }
            }
        }
        return end;
    }

    private int said(char[] text, int from, int at, int end, int to, int evidence) {
        int near = context.before(text, from, at);
        if (near == Evidence.NONE) {
            near = evidence & ~Evidence.NAMED;
        }
        return near == Evidence.NONE ? context.after(text, end, to) : near;
    }

    private void judge(char[] text, int from, int at, int end, int to, int[] layouts, int said, int evidence) {
        int length = compact(text, at, end);
        boolean alone = at == from && end == to && (evidence & Evidence.NAMED) == 0;
        best = null;
        bestScore = 0;
        for (int layout : layouts) {
            Rule rule = BY_LAYOUT[layout];
            boolean named = (said & rule.said) != 0;
            int most = named
                    ? Math.max(rule.score + (alone ? ALONE : 0), Scores.POOR) + Scores.CONTEXT + OWN
                    : rule.score + (alone ? ALONE : 0);
            // most candidates in a text full of numbers are dismissed before their digits are added up
            if (most < Scores.EVEN || most <= bestScore || !rule.structure.holds(code, length)) {
                continue;
            }
            boolean checked = rule.digits.holds(code, length);
            if (!checked && !named) {
                continue;
            }
            int score = checked ? rule.score + (alone ? ALONE : 0) : Scores.POOR;
            score += named ? Scores.CONTEXT : (said & ~Evidence.IDENTIFIER) != 0 ? -DOUBT : 0;
            score -= attached(text, from, at, end, to) ? DOUBT : 0;
            score -= small(text, at, end) && !named ? DOUBT - (alone ? ALONE : 0) : 0;
            score += named && checked && rule.isNamed(text, from, at) ? OWN : 0;
            if (score > bestScore) {
                bestScore = score;
                best = checked ? rule.label : rule.unchecked;
            }
        }
    }

    /** Part of something longer, such as a UUID, a path or a version. */
    private static boolean attached(char[] text, int from, int at, int end, int to) {
        boolean left = at - 2 >= from
                && (text[at - 1] == '-' || text[at - 1] == '.' || text[at - 1] == '/')
                && Chars.is(text[at - 2], Chars.WORD);
        boolean right = end + 1 < to
                && (text[end] == '-' || text[end] == '.' || text[end] == '/' || text[end] == '_')
                && Chars.is(text[end + 1], Chars.WORD);
        boolean snake = at - 2 >= from && text[at - 1] == '_' && Chars.is(text[at - 2], Chars.WORD);
        return left || right || snake;
    }

    private static boolean small(char[] text, int at, int end) {
        for (int i = at; i < end; i++) {
            if (text[i] >= 'a') {
                return true;
            }
        }
        return false;
    }

    private int compact(char[] text, int at, int end) {
        int length = 0;
        for (int i = at; i < end; i++) {
            char c = text[i];
            if (Chars.is(c, Chars.LETTER | Chars.DIGIT)) {
                code[length++] = c >= 'a' ? (char) (c - 32) : c;
            }
        }
        return length;
    }

    private static Rule[] read() {
        Map<String, Label> labels = new LinkedHashMap<>();
        List<Rule> byLayout = new ArrayList<>();
        for (String line : DataFile.lines("identifiers.txt")) {
            String[] parts = line.split("\\|", -1);
            Rule rule = rule(parts, labels);
            RULES.add(rule);
            Stream.of(parts[2].split(",")).map(String::trim).forEach(layout -> {
                LAYOUTS.add(layout);
                byLayout.add(rule);
            });
        }
        return byLayout.toArray(Rule[]::new);
    }

    private static Rule rule(String[] parts, Map<String, Label> labels) {
        String id = parts[0].trim();
        Label label = labels.computeIfAbsent(id, name -> Label.of(name, Sensitivity.parse(parts[1].trim())));
        int said = Stream.of(parts[5].trim().split(" "))
                .mapToInt(kind -> Evidence.KINDS.get(kind))
                .reduce(0, (a, b) -> a | b);
        boolean national = id.startsWith(Labels.NATIONAL_ID.id() + ".");
        Label unchecked = national ? Labels.NATIONAL_ID : label;
        return new Rule(
                label,
                unchecked,
                Checks.structure(parts[3]),
                Checks.digits(parts[3]),
                Integer.parseInt(parts[4].trim()),
                said,
                national ? id.substring(id.lastIndexOf('_') + 1) : "");
    }

    /**
     * @param unchecked what a number is that a word names and whose check digits fail: of the kind, of whatever country
     * @param score what layout and check digits alone are worth
     * @param said the kinds of words that name it
     * @param own the word that names it and nothing else; empty for none
     */
    private record Rule(Label label, Label unchecked, Check structure, Check digits, int score, int said, String own) {

        /** Whether its own name stands shortly before. */
        boolean isNamed(char[] text, int from, int at) {
            int first = Math.max(from, at - OWN_WINDOW);
            for (int i = at - own.length(); i >= first && !own.isEmpty(); i--) {
                boolean whole = (i == from || !Chars.is(text[i - 1], Chars.LETTER))
                        && !Chars.is(text[i + own.length()], Chars.LETTER);
                if (whole && Chars.startsWithIgnoreCase(text, i, at, own)) {
                    return true;
                }
            }
            return false;
        }
    }
}

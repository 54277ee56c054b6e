/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/**
 * A run of digit groups with single separators between, such as {@code +1 (415) 555-0132}, split once and then read by every
 * detector of numbers. Bounded, and reused from run to run.
 */
final class NumberRun {

    static final int MAX_GROUPS = 24;

    int groups;
    final int[] starts = new int[MAX_GROUPS];
    final int[] ends = new int[MAX_GROUPS];
    /** The separator before each group; 0 before the first, ')' where only a bracket stands. */
    final char[] separators = new char[MAX_GROUPS];

    /** The first character, which may be a plus or a bracket. */
    int start;
    /** Where reading stopped; never before {@link #start} plus one. */
    int end;

    boolean plus;
    /** Some groups are joined by a dot. */
    boolean dotted;
    /** The group in round brackets, or -1. */
    int bracketed;
    /** The run stands right behind a word and a dash, a dot or a slash, as inside a UUID or a file name. */
    boolean attachedLeft;
    /** A dash, dot or underscore and a word follow at once. */
    boolean attachedRight;

    /** Digits before each group. */
    private final int[] totals = new int[MAX_GROUPS + 1];

    private final int[] used = new int[MAX_GROUPS];

    void read(char[] text, int from, int at, int to) {
        groups = 0;
        bracketed = -1;
        dotted = false;
        start = at;
        plus = text[at] == '+';
        int i = plus ? at + 1 : at;
        char separator = 0;
        end = i;
        while (groups < MAX_GROUPS) {
            boolean bracket = i + 1 < to && text[i] == '(' && Chars.digit(text[i + 1]);
            if (bracket) {
                i++;
            }
            int stop = Chars.runEnd(text, i, to, Chars.DIGIT);
            if (stop == i) {
                break;
            }
            if (Chars.wordGoesOn(text, stop, to) && !extension(text, stop, to)) {
                // digits that run into a word are part of the word
                end = groups == 0 ? stop : end;
                break;
            }
            if (bracket && bracketed < 0) {
                bracketed = groups;
            }
            totals[groups + 1] = totals[groups] + stop - i;
            starts[groups] = i;
            ends[groups] = stop;
            separators[groups] = separator;
            used[groups++] = 0;
            end = stop;
            i = stop < to && text[stop] == ')' && bracket ? stop + 1 : stop;
            separator = i > stop ? ')' : 0;
            if (i < to && separator(text[i]) && next(text, i + 1, to)) {
                separator = text[i++];
                dotted |= separator == '.';
            } else if (i + 2 < to
                    && text[i] == ' '
                    && text[i + 1] == '-'
                    && text[i + 2] == ' '
                    && next(text, i + 3, to)) {
                separator = '-';
                i += 3;
            } else if (!(i > stop && next(text, i, to)) && !(i < to && text[i] == '(' && next(text, i, to))) {
                break;
            }
        }
        end = Math.max(end, at + 1);
        attachedLeft = attached(text, from, start);
        attachedRight = end + 1 < to
                && (text[end] == '-' || text[end] == '.' || text[end] == '_')
                && Chars.is(text[end + 1], Chars.WORD);
    }

    int length(int group) {
        return ends[group] - starts[group];
    }

    /** Digits of the groups from {@code first} to {@code last}, both included. */
    int digits(int first, int last) {
        return totals[last + 1] - totals[first];
    }

    boolean free(int first, int last) {
        for (int i = first; i <= last; i++) {
            if (used[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether some group belongs to nothing yet. */
    boolean anyFree() {
        int group = 0;
        while (group < groups && used[group] != 0) {
            group++;
        }
        return group < groups;
    }

    void use(int first, int last) {
        for (int i = first; i <= last; i++) {
            used[i] = 1;
        }
    }

    /** The separator behind a group; 0 behind the last. */
    char after(int group) {
        return group + 1 < groups ? separators[group + 1] : 0;
    }

    /** Whether all groups of the range are joined by the same given separator and no more groups by it. */
    boolean joined(int first, int last, char by) {
        for (int i = first + 1; i <= last; i++) {
            if (separators[i] != by) {
                return false;
            }
        }
        return separators[first] != by && after(last) != by;
    }

    /** The value of a group of at most nine digits. */
    int value(char[] text, int group) {
        int value = 0;
        for (int i = starts[group]; i < ends[group]; i++) {
            value = value * 10 + text[i] - '0';
        }
        return value;
    }

    private static boolean extension(char[] text, int at, int to) {
        return text[at] == 'x' && at + 1 < to && Chars.digit(text[at + 1]) && at + 2 < to && Chars.digit(text[at + 2]);
    }

    private static boolean attached(char[] text, int from, int start) {
        if (start - 2 < from) {
            return false;
        }
        char before = text[start - 1];
        return (before == '-' || before == '.' || before == '/') && Chars.is(text[start - 2], Chars.WORD);
    }

    private static boolean separator(char c) {
        return c == ' ' || c == '-' || c == '.' || c == '/';
    }

    private static boolean next(char[] text, int i, int to) {
        return i < to && (Chars.digit(text[i]) || (text[i] == '(' && i + 1 < to && Chars.digit(text[i + 1])));
    }
}

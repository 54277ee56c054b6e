/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/** Finds IPv6 addresses (RFC 4291 section 2.2, with IPv4 tails) and hardware addresses, both anchored at a colon. */
final class Addresses {

    private static final int PREFIX_LENGTH = 3;

    private Addresses() {}

    /** Looks at the first colon of a group; returns where to go on, or {@code at} where nothing was found. */
    static int atColon(char[] text, int from, int at, int to, Hits hits) {
        int start = at;
        while (start > from && at - start < 4 && Chars.is(text[start - 1], Chars.HEX)) {
            start--;
        }
        boolean bare = start > from && (Chars.is(text[start - 1], Chars.WORD) || text[start - 1] == ':');
        boolean doubled = at + 1 < to && text[at + 1] == ':';
        if (bare || (start == at && !doubled)) {
            return at;
        }
        int end = mac(text, start, to);
        if (end > 0) {
            hits.add(start, end, Labels.MAC, Scores.STRONG);
            return end;
        }
        end = v6(text, start, to);
        if (end < 0) {
            return at;
        }
        hits.add(start, mask(text, end, to), Labels.IP, Scores.STRONG);
        return end;
    }

    /** Looks at a word for a hardware address with dashes or in three groups with dots; returns its end, or {@code at}. */
    static int atWord(char[] text, int from, int at, int to, Hits hits) {
        if (at + 14 > to || (at > from && (text[at - 1] == '-' || text[at - 1] == '.'))) {
            return at;
        }
        int end = text[at + 2] == '-' ? groups(text, at, to, 3, 17, '-') : -1;
        if (text[at + 4] == '.') {
            end = groups(text, at, to, 5, 14, '.');
        }
        if (end < 0) {
            return at;
        }
        hits.add(at, end, Labels.MAC, Scores.STRONG);
        return end;
    }

    /** Six pairs of hexadecimal digits; the end, or -1. */
    private static int mac(char[] text, int start, int to) {
        return groups(text, start, to, 3, 17, ':');
    }

    /** Groups that a separator ends at every {@code step}; the end, or -1. Zeros and ones alone name no device. */
    private static int groups(char[] text, int start, int to, int step, int length, char by) {
        int end = start + length;
        if (end > to || (end < to && (Chars.is(text[end], Chars.WORD) || text[end] == by))) {
            return -1;
        }
        boolean device = false;
        for (int i = 0; i < length; i++) {
            char c = text[start + i];
            if (i % step == step - 1 ? c != by : !Chars.is(c, Chars.HEX)) {
                return -1;
            }
            device |= i > 0 && i % step != step - 1 && c != text[start];
        }
        return device ? end : -1;
    }

    /** Eight groups, or fewer with one double colon; the end, or -1. */
    private static int v6(char[] text, int start, int to) {
        int groups = 0;
        boolean digit = false;
        boolean compressed = false;
        int i = start;
        while (i < to && groups <= 8) {
            int end = Math.min(to, i + 5);
            int next = Chars.runEnd(text, i, end, Chars.HEX);
            if (next > i) {
                if (next < to && text[next] == '.' && groups > 0) {
                    int tail = v4(text, i, to);
                    return tail > 0 && complete(groups + 2, compressed) ? tail : -1;
                }
                if (next - i > 4) {
                    return -1;
                }
                groups++;
                digit |= hasDigit(text, i, next);
                i = next;
            }
            if (i >= to || text[i] != ':') {
                break;
            }
            if (i + 1 < to && text[i + 1] == ':') {
                if (compressed) {
                    return -1;
                }
                compressed = true;
                i += 2;
                if (i < to && text[i] == ':') {
                    return -1;
                }
            } else if (i + 1 < to && Chars.is(text[i + 1], Chars.HEX) && groups > 0) {
                i++;
            } else {
                break;
            }
        }
        boolean ends = i >= to || !(Chars.is(text[i], Chars.WORD) || (text[i] == ':' && hexFollows(text, i, to)));
        return ends && complete(groups, compressed) && digit ? i : -1;
    }

    /** Names such as {@code dead::beef} are code, not addresses. */
    private static boolean hasDigit(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Chars.digit(text[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean complete(int groups, boolean compressed) {
        return compressed ? groups < 8 : groups == 8;
    }

    private static boolean hexFollows(char[] text, int i, int to) {
        return i + 1 < to && Chars.is(text[i + 1], Chars.HEX);
    }

    /** Four decimal numbers up to 255; the end, or -1. */
    private static int v4(char[] text, int start, int to) {
        int i = start;
        for (int part = 0; part < 4; part++) {
            int value = 0;
            int first = i;
            while (i < to && Chars.digit(text[i]) && i - first < 3) {
                value = value * 10 + text[i++] - '0';
            }
            if (i == first || value > 255) {
                return -1;
            }
            if (part < 3) {
                if (i >= to || text[i] != '.') {
                    return -1;
                }
                i++;
            }
        }
        return i < to && (Chars.is(text[i], Chars.WORD) || (text[i] == '.' && hexFollows(text, i, to))) ? -1 : i;
    }

    /** Includes the length of a network prefix, as in {@code /64}. */
    static int mask(char[] text, int end, int to) {
        if (end + 1 >= to || text[end] != '/' || !Chars.digit(text[end + 1])) {
            return end;
        }
        int stop = Chars.runEnd(text, end + 1, Math.min(to, end + 1 + PREFIX_LENGTH), Chars.DIGIT);
        return stop < to && Chars.is(text[stop], Chars.WORD) ? end : stop;
    }
}

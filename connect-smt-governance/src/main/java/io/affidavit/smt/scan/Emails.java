/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.util.Map;

/** Finds e-mail addresses (RFC 5321 lengths, letters of any script) and logins inside URLs (RFC 3986 section 3.2.1). */
final class Emails {

    private static final int LOCAL_LONGEST = 64;
    private static final int DOMAIN_LONGEST = 253;
    private static final int LOGIN_LONGEST = 160;
    private static final Lexicon IMAGES = Lexicon.of(Map.of(1, "png jpg jpeg gif svg webp avif bmp ico css js"));

    private Emails() {}

    /** Looks at an at-sign; returns where to go on. */
    static int at(char[] text, int from, int at, int to, Hits hits) {
        int login = login(text, from, at);
        if (login >= 0) {
            hits.add(login, at, Labels.URL_LOGIN, Scores.STRONG);
            return at + 1;
        }
        int start = localStart(text, from, at);
        if (start == at) {
            return at + 1;
        }
        int end = domainEnd(text, at + 1, to);
        if (end < 0) {
            return at + 1;
        }
        boolean remote = at - start == 3 && Chars.startsWith(text, start, to, "git") && end < to && text[end] == ':';
        hits.add(start, end, Labels.EMAIL, remote ? Scores.POOR : Scores.CERTAIN);
        return end;
    }

    private static int localStart(char[] text, int from, int at) {
        int limit = Math.max(from, at - LOCAL_LONGEST);
        int start = at;
        while (start > limit && local(text[start - 1])) {
            start--;
        }
        while (start < at && (!wordlike(text[start]) || Chars.escapeLetter(text, from, start))) {
            start++;
        }
        // query strings and assignments: what is before the last = or & is not the address
        for (int i = at - 1; i > start; i--) {
            if (text[i] == '=' || text[i] == '&' || text[i] == '/' || text[i] == '?') {
                return i + 1;
            }
        }
        return start < at && text[at - 1] == '.' ? at : start;
    }

    /** The end of a host name with a plausible top-level domain, or -1. */
    private static int domainEnd(char[] text, int start, int to) {
        int limit = Math.min(to, start + DOMAIN_LONGEST);
        int end = start;
        while (end < limit && host(text[end])) {
            end++;
        }
        while (end > start && (text[end - 1] == '.' || text[end - 1] == '-')) {
            end--;
        }
        int dot = lastDot(text, start, end);
        if (dot <= start || end - dot < 3 || text[start] == '-' || text[start] == '.') {
            return -1;
        }
        boolean punycode = Chars.startsWithIgnoreCase(text, dot + 1, end, "xn--");
        for (int i = dot + 1; i < end && !punycode; i++) {
            if (text[i] == '-' && i - dot > 2 && text[i - 1] >= 'a') {
                // no other domain has a dash at its top: something else is joined to the address
                end = i;
            } else if (Chars.digit(text[i])) {
                return -1;
            }
        }
        return image(text, dot + 1, end) ? -1 : end;
    }

    private static boolean image(char[] text, int from, int end) {
        return IMAGES.lookup(text, from, end) != 0;
    }

    private static int lastDot(char[] text, int start, int end) {
        for (int i = end - 1; i >= start; i--) {
            if (text[i] == '.') {
                return i;
            }
        }
        return -1;
    }

    /** The start of {@code user:password} after {@code scheme://}, or -1. */
    private static int login(char[] text, int from, int at) {
        int limit = Math.max(from + 3, at - LOGIN_LONGEST);
        boolean colon = false;
        for (int i = at - 1; i >= limit; i--) {
            char c = text[i];
            if (c == '/') {
                boolean scheme = text[i - 1] == '/' && text[i - 2] == ':' && Chars.is(text[i - 3], Chars.WORD);
                return scheme && colon ? i + 1 : -1;
            }
            if (c <= ' ' || c == '"' || c == '@' || c == '<' || c == '>') {
                return -1;
            }
            colon |= c == ':';
        }
        return -1;
    }

    private static boolean local(char c) {
        return c < 128 ? Chars.is(c, Chars.LOCAL) : Character.isLetterOrDigit(c);
    }

    private static boolean wordlike(char c) {
        return c < 128 ? Chars.is(c, Chars.WORD) : Character.isLetterOrDigit(c);
    }

    private static boolean host(char c) {
        return c < 128 ? Chars.is(c, Chars.HOST) : Character.isLetterOrDigit(c);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/**
 * The one pass over a text: skips words and punctuation by a table, and stops only where a candidate can begin. Every
 * matcher is bounded or remembers what it read, so time is linear in the text whatever it holds; clean text allocates
 * nothing. Not safe for concurrent use.
 */
final class OnePass {

    private static final int LONGEST_CODE = 24;
    /** Words of prose are seldom as long, and base64 seldom has none as long. */
    private static final int LONG_WORD = 10;

    private final Context context = new Context();
    private final Identifiers identifiers = new Identifiers(context);
    private final Codes codes = new Codes(context);
    private final Ibans ibans = new Ibans(context);
    private final Numbers numbers = new Numbers(context, identifiers, codes);
    private final Secrets secrets = new Secrets();
    private final Assignments assignments = new Assignments();
    private final Mentions mentions = new Mentions(assignments);

    private final Runs runs = new Runs();
    private boolean veiled;

    /**
     * Scans part of a text and adds what it finds to {@code hits}, which the caller clears.
     *
     * @param from first character; words before it are not seen
     * @param to behind the last character
     * @param evidence what the name of the field says, {@link Evidence#NONE} for nothing
     */
    void scan(char[] text, int from, int to, int evidence, Hits hits) {
        context.reset();
        secrets.reset(text);
        runs.reset(from);
        veiled = false;
        assignments.reset();
        mentions.reset();
        numbers.reset();
        if ((evidence & (Evidence.PASSWORD | Evidence.TOKEN)) != 0) {
            Assignments.whole(text, from, to, evidence, hits);
        }
        if ((evidence & Evidence.BIRTH) != 0) {
            Birthdays.written(text, from, to, hits);
        }
        if ((evidence & Evidence.ADDRESS) != 0) {
            PostalAddresses.labelled(text, from, to, hits);
        }
        int i = from;
        if (Hashes.whole(text, from, to)) {
            i = code(text, from, from, to, to, true, evidence, hits);
            runs.add(text, from, from, i, to);
        }
        i = Prose.end(text, i, to);
        while (i < to) {
            char c = text[i];
            int bits = Chars.of(c);
            if (c == '_') {
                // what it emphasises is a word of its own
                i++;
            } else if ((bits & Chars.WORD) != 0) {
                int letters = (bits & Chars.LETTER) == 0 ? i : Chars.runEnd(text, i + 1, to, Chars.LETTER);
                if (letters > i && letters - i < LONG_WORD && plain(text, i, letters, to)) {
                    i = letters;
                } else {
                    int next = word(text, from, i, to, bits, evidence, hits);
                    int end = next > i ? next : Chars.runEnd(text, i + 1, to, Chars.WORD);
                    if (end - i >= LONG_WORD) {
                        runs.add(text, from, i, end, to);
                    }
                    i = end;
                }
            } else if ((bits & Chars.TRIGGER) != 0) {
                i = Math.max(i + 1, symbol(text, from, i, to, c, evidence, hits));
            } else {
                if (c >= 128 && !veiled) {
                    char before = i > from ? text[i - 1] : 0;
                    veiled = Lookalikes.suspicious(c, before, i + 1 < to ? text[i + 1] : 0);
                }
                i++;
            }
            i = Prose.end(text, i, to);
        }
    }

    /** A word that nothing can begin with: most are, so this is asked first. */
    private static boolean plain(char[] text, int at, int end, int to) {
        // shorter than any key, and what follows belongs to none
        if (end == to) {
            return true;
        }
        char behind = text[end];
        int length = end - at;
        boolean apart = behind == ' ' && (length > 3 || end + 1 == to || !Chars.digit(text[end + 1]));
        boolean code = length == 8 && Chars.is(text[at], Chars.UPPER);
        boolean dot = length == 3 && (text[at] == 'd' || text[at] == 'D');
        return (apart || behind == ',' || behind == '"') && !code && !dot;
    }

    /** Whether the text holds characters or escapes that read as others, so that it is worth reading unveiled. */
    boolean veiled() {
        return veiled;
    }

    /** What may be text in base64 or hexadecimal digits. */
    Runs runs() {
        return runs;
    }

    /** At the first character of a word; returns where to go on. */
    private int word(char[] text, int from, int at, int to, int bits, int evidence, Hits hits) {
        if (at + 4 < to && (text[at + 2] == '-' || text[at + 4] == '.')) {
            int next = Addresses.atWord(text, from, at, to, hits);
            if (next > at) {
                return next;
            }
        }
        if ((bits & Chars.DIGIT) != 0) {
            int time = Timestamps.end(text, from, at, to);
            if (time > at) {
                return time;
            }
            int digits = Chars.runEnd(text, at + 1, to, Chars.DIGIT);
            return Chars.wordGoesOn(text, digits, to) && (text[digits] != 'x' || digits - at < 3)
                    ? code(text, from, at, to, evidence, hits)
                    : numbers.at(text, from, at, to, evidence, hits);
        }
        if (to - at >= 5 && Secrets.possible(text[at], text[at + 1])) {
            int next = secrets.atWord(text, at, to, hits);
            if (next > at) {
                return next;
            }
        }
        int letters = Chars.runEnd(text, at + 1, to, Chars.LETTER);
        if (letters == to) {
            return letters;
        }
        veiled |= letters - at == 3 && text[letters] == ' ' && Chars.startsWithIgnoreCase(text, at, to, "dot");
        char behind = text[letters];
        if (Chars.digit(behind)) {
            return code(text, from, at, to, evidence, hits);
        }
        boolean apart = letters - at <= 3 && (behind == ' ' || behind == '-') && letters + 1 < to;
        if (apart && Chars.digit(text[letters + 1])) {
            int next = identifiers.at(text, from, at, letters, to, evidence, hits);
            return next > at ? next : letters;
        }
        if (behind == '_') {
            return snake(text, at, letters, to);
        }
        if ((letters - at == 8 || letters - at == 11)
                && Chars.is(text[at], Chars.UPPER)
                && Chars.is(text[at + 7], Chars.UPPER)) {
            identifiers.at(text, from, at, letters, to, evidence, hits);
        }
        return letters;
    }

    /** At words joined by underscores; goes on with the last where it is a value that the one before names: {@code ssn_123-45-6789}. */
    private static int snake(char[] text, int at, int joint, int to) {
        int end = Chars.runEnd(text, joint, to, Chars.WORD);
        int tail = end;
        while (text[tail - 1] != '_') {
            tail--;
        }
        if (tail == end || tail - at > Context.WINDOW) {
            return end;
        }
        boolean account = end - tail >= 15 && Chars.digit(text[tail + 2]) && Chars.digit(text[tail + 3]);
        if (!Chars.digit(text[tail]) && !account) {
            return end;
        }
        boolean dotted = end + 1 < to && text[end] == '.' && Chars.digit(text[end + 1]);
        return dotted || KeyNames.evidence(text, at, tail - 1) != Evidence.NONE ? tail : end;
    }

    /** At a word of letters and digits; returns where to go on. */
    private int code(char[] text, int from, int at, int to, int evidence, Hits hits) {
        int end = at;
        int common = Chars.HEX;
        for (int bits; end < to && ((bits = Chars.of(text[end])) & Chars.WORD) != 0; end++) {
            common &= bits;
        }
        boolean hash = common != 0 && end - at >= Hashes.SHORTEST;
        return code(text, from, at, end, to, hash, evidence, hits);
    }

    private int code(char[] text, int from, int at, int end, int to, boolean hash, int evidence, Hits hits) {
        if (hash) {
            runs.hash(end);
        }
        if (to - at >= 15
                && Chars.is(text[at], Chars.LETTER)
                && Chars.is(text[at + 1], Chars.LETTER)
                && Chars.digit(text[at + 2])
                && Chars.digit(text[at + 3])) {
            int next = ibans.at(text, from, at, to, evidence & ~Evidence.NAMED, hits);
            if (next > at) {
                return next;
            }
        }
        if (end - at > 2 * LONGEST_CODE) {
            return at > from ? Math.max(end, mentions.value(text, from, at, to, hits)) : end;
        }
        if (end < to && text[end] == '@') {
            // what stands before an at-sign is seldom anything else
            int next = Emails.at(text, from, end, to, hits);
            if (next > end + 1) {
                return next;
            }
        }
        int next = identifiers.at(text, from, at, end, to, evidence, hits);
        if (next == at && !hash) {
            next = Wallets.at(text, at, end, hits);
        }
        if (next == at && end - at <= LONGEST_CODE && !hash) {
            next = codes.at(text, from, at, to, evidence & ~Evidence.NAMED, hits);
        }
        if (next == at && at > from) {
            next = mentions.value(text, from, at, to, hits);
        }
        return Math.max(end, next);
    }

    private int symbol(char[] text, int from, int at, int to, char c, int evidence, Hits hits) {
        return switch (c) {
            case '@' -> Emails.at(text, from, at, to, hits);
            case ':' -> colon(text, from, at, to, hits);
            case '=' -> {
                assignments.at(text, from, at, to, hits);
                yield at;
            }
            case '+', '(' -> {
                veiled |= Unveiled.spelledAt(text, at, to);
                mentions.argument(text, at, to, hits);
                yield number(text, from, at, to, c, evidence, hits);
            }
            case '-' -> dash(text, from, at, to, hits);
            case '\\' -> escape(text, at, to, hits);
            default -> {
                veiled |= Unveiled.signAt(text, at, to, c);
                yield at;
            }
        };
    }

    private int dash(char[] text, int from, int at, int to, Hits hits) {
        if (at + 1 >= to || text[at + 1] != '-') {
            mentions.login(text, at, to, hits);
            return at;
        }
        int next = Secrets.atDash(text, from, at, to, hits);
        if (next == at) {
            mentions.option(text, at, to, hits);
        }
        return next;
    }

    private int colon(char[] text, int from, int at, int to, Hits hits) {
        int next = Addresses.atColon(text, from, at, to, hits);
        if (next == at) {
            assignments.at(text, from, at, to, hits);
        }
        return next;
    }

    /** A plus or a bracket that begins no number must not hide the number inside. */
    private int number(char[] text, int from, int at, int to, char c, int evidence, Hits hits) {
        boolean begins = at + 1 < to
                && (Chars.digit(text[at + 1]) || (c == '+' && text[at + 1] == '('))
                && (at == from || !Chars.is(text[at - 1], Chars.LETTER | Chars.DIGIT));
        if (!begins) {
            return at;
        }
        int before = hits.size();
        int next = numbers.at(text, from, at, to, evidence, hits);
        return hits.size() > before ? next : at;
    }

    private int escape(char[] text, int at, int to, Hits hits) {
        if (at + 1 >= to) {
            return at;
        }
        char letter = text[at + 1];
        if (letter == 'u' || letter == '/') {
            hits.markOpaque();
        }
        veiled |= letter == 'u' || letter == 'x';
        return letter == '\\' || letter == 'u' || !Chars.escapeLetter(text, at, at + 1) ? at : at + 2;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold.predicate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a predicate.
 *
 * @param text as it stands there, without quotes
 * @param at position of its first character, from 1
 */
record PredicateToken(Kind kind, String text, int at) {

    /** What a word can be. */
    enum Kind {
        NAME,
        QUOTED_NAME,
        TEXT,
        NUMBER,
        SIGN,
        END
    }

    private static final Pattern WORD = Pattern.compile("\\s*(?:"
            + "(?<name>[A-Za-z_][A-Za-z0-9_]*)"
            + "|\"(?<quoted>[^\"]+)\""
            + "|'(?<text>(?:[^']|'')*)'"
            + "|(?<number>-?[0-9]+(?:\\.[0-9]+)?)"
            + "|(?<sign><=|>=|<>|!=|[=<>(),.]))");

    /** Cuts {@code predicate} into words; the last one is {@link Kind#END}. */
    static List<PredicateToken> of(String predicate) {
        List<PredicateToken> tokens = new ArrayList<>();
        Matcher word = WORD.matcher(predicate);
        int position = 0;
        while (word.region(position, predicate.length()).lookingAt()) {
            tokens.add(token(word));
            position = word.end();
        }
        if (!predicate.substring(position).isBlank()) {
            int at = position
                    + predicate
                            .substring(position)
                            .indexOf(predicate.substring(position).stripLeading())
                    + 1;
            throw new InvalidPredicateException("no word begins at character " + at
                    + ". Texts stand in single quotes, names of columns in none or in double ones.");
        }
        tokens.add(new PredicateToken(Kind.END, "", predicate.length() + 1));
        return tokens;
    }

    private static PredicateToken token(Matcher word) {
        if (word.group("name") != null) {
            return new PredicateToken(Kind.NAME, word.group("name"), word.start("name") + 1);
        }
        if (word.group("quoted") != null) {
            return new PredicateToken(Kind.QUOTED_NAME, word.group("quoted"), word.start("quoted"));
        }
        if (word.group("text") != null) {
            return new PredicateToken(Kind.TEXT, word.group("text").replace("''", "'"), word.start("text"));
        }
        return word.group("number") != null
                ? new PredicateToken(Kind.NUMBER, word.group("number"), word.start("number") + 1)
                : new PredicateToken(Kind.SIGN, word.group("sign"), word.start("sign") + 1);
    }

    boolean isWord(String keyword) {
        return kind == Kind.NAME && text.equalsIgnoreCase(keyword);
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles JSONata expressions. Refused are regular expressions, which backtrack without bounds, {@code $eval}, which could
 * bring them in, and functions whose result another run would not repeat.
 */
final class Expressions {

    private static final int LONGEST = 4_000;
    /** String literals, quoted names and comments. */
    private static final Pattern OPAQUE =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'|`[^`]*+`|/\\*.*?\\*/", Pattern.DOTALL);

    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z_]\\w*)");
    private static final Set<String> REFUSED = Set.of("eval", "now", "millis", "random", "shuffle");
    /** A slash divides where a value stands before it; anywhere else it opens a regular expression. */
    private static final Pattern REGEX = Pattern.compile("(?:^|[^\\w)\\]}\\s.$]|\\b(?:and|or|in))\\s*/");

    private Expressions() {}

    /** @throws IllegalArgumentException with what is wrong, without the expression */
    @SuppressWarnings("UnusedException") // its message repeats the expression
    static Jsonata compile(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("the expression is longer than " + LONGEST + " characters");
        }
        String code = OPAQUE.matcher(text).replaceAll("x");
        Matcher variables = VARIABLE.matcher(code);
        while (variables.find()) {
            if (REFUSED.contains(variables.group(1))) {
                throw new IllegalArgumentException("$" + variables.group(1)
                        + " cannot be used: what it gives is neither bounded nor the same when records are read again");
            }
        }
        if (REGEX.matcher(code).find()) {
            throw new IllegalArgumentException("regular expressions cannot be used: they backtrack without bounds");
        }
        try {
            return Jsonata.jsonata(text);
        } catch (JException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the expression is no JSONata");
        }
    }
}

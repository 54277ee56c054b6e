/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold.predicate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognizes what masking leaves in a text. What stood there before cannot be told, so no comparison with it has an answer.
 *
 * <p>Marks, hidden characters, cut addresses, pseudonyms, tokens and ciphertexts count wherever they stand in a text; networks
 * and months, which masking may have made of an address or a date, where they are all of it. Numbers, years and bounds of
 * numbers look like any other value and are taken as they stand.
 */
public final class MaskedText {

    private static final Pattern ANYWHERE = Pattern.compile(
            "\\[[A-Z0-9_]+]" // a mark
                    + "|\\*{4}" // hidden characters
                    + "|[0-9]{1,3}(?:\\.[0-9]{1,3}){2}\\.\\*" // a cut address
                    + "|p1\\.[A-Za-z0-9_-]{1,32}\\.[A-Za-z0-9_-]{22}" // a pseudonym
                    + "|[te]1\\.[0-9a-f]{8}\\.[a-z0-9_.]+\\.[A-Za-z0-9_-]+~" // a token or ciphertext
                    + "|s1\\.[A-Za-z0-9_-]{22}\\.[a-z0-9_.]+\\.[A-Za-z0-9_-]+~"); // a ciphertext of one subject

    private static final Pattern WHOLE = Pattern.compile(
            "[0-9]{1,3}(?:\\.[0-9]{1,3}){3}/[0-9]{1,2}" // a network
                    + "|[0-9a-fA-F:]*:[0-9a-fA-F:]*/[0-9]{1,3}"
                    + "|[0-9]{4}-[0-9]{2}"); // a month

    private static final Pattern STABLE = Pattern.compile(
            "(p1\\.[A-Za-z0-9_-]{1,32}\\.)[A-Za-z0-9_-]{22}" + "|(t1\\.[0-9a-f]{8}\\.[a-z0-9_.]+\\.)[A-Za-z0-9_-]+~");

    private static final int MONTH_CHARS = "1985-03".length();

    private MaskedText() {}

    /** Whether masking may have put something of {@code text} there. */
    public static boolean in(String text) {
        return mayHoldOne(text)
                && (ANYWHERE.matcher(text).find() || WHOLE.matcher(text).matches());
    }

    /** Every form has one of these characters. Most texts have none, and need not be looked at more closely. */
    private static boolean mayHoldOne(String text) {
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '[', '*', '.', '~', '/' -> {
                    return true;
                }
                default -> {}
            }
        }
        return text.length() == MONTH_CHARS;
    }

    /**
     * What pseudonyms and tokens have in common that can be compared with each other, because one key gives equal content
     * equal text; null of any other text.
     */
    public static String family(String text) {
        Matcher stable = STABLE.matcher(text);
        if (!stable.matches()) {
            return null;
        }
        return stable.group(1) != null ? stable.group(1) : stable.group(2);
    }

    /**
     * Whether masking may have put something of {@code text} there besides pseudonyms or tokens of a family: what is left
     * could be anything.
     *
     * @param family as {@link #family} tells it
     */
    public static boolean inBesides(String family, String text) {
        StringBuilder rest = new StringBuilder();
        Matcher stable = STABLE.matcher(text);
        int from = 0;
        while (stable.find()) {
            if (family.equals(stable.group(1)) || family.equals(stable.group(2))) {
                rest.append(text, from, stable.start()).append(' ');
                from = stable.end();
            }
        }
        return in(rest.append(text, from, text.length()).toString());
    }
}

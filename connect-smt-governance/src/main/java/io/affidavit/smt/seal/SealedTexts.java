/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import java.util.ArrayList;
import java.util.List;

/** Finds the sealed texts in a text, in one pass that is linear whatever the text holds. */
public final class SealedTexts {

    private SealedTexts() {}

    /**
     * A sealed text and where it stands.
     *
     * @param end behind its last character
     */
    public record Place(int start, int end, SealedText sealed) {}

    /** In order, without overlaps; empty for most texts. */
    public static List<Place> in(char[] text, int from, int to) {
        List<Place> places = List.of();
        int end = from;
        int dot = -1;
        for (int i = from; i < to; i++) {
            if (!SealedText.starts(text, i, to)) {
                continue;
            }
            if (i >= end) {
                // all candidates of one run of such characters end at the same place
                dot = -1;
                for (end = i; end < to && allowed(text[end]); end++) {
                    dot = text[end] == '.' ? end : dot;
                }
            }
            SealedText sealed = end < to && text[end] == SealedText.END ? SealedText.parse(text, i, dot, end) : null;
            if (sealed != null) {
                places = places.isEmpty() ? new ArrayList<>() : places;
                places.add(new Place(i, end + 1, sealed));
                i = end;
            }
        }
        return places;
    }

    private static boolean allowed(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '-'
                || c == '_';
    }
}

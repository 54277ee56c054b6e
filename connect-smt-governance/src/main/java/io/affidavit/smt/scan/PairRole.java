/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.util.Map;

/**
 * What a field holds where a name and its value are fields of their own, as in {@code {"name": "API_KEY", "value": "\u2026"}}: the name
 * then says about the value what names of fields say otherwise.
 */
public enum PairRole {
    NONE,
    NAME,
    VALUE;

    private static final int NAMES = 1;
    private static final int VALUES = 2;
    private static final Lexicon WORDS =
            Lexicon.of(Map.of(NAMES, "name key header variable var id", VALUES, "value val default"));

    /** The role of a field by its own name. */
    public static PairRole of(char[] text, int from, int to) {
        return switch (WORDS.lookup(text, from, to)) {
            case NAMES -> NAME;
            case VALUES -> VALUE;
            default -> NONE;
        };
    }

    /** What a name that stands in a field says about the field beside it: whether that is a secret. */
    public static int evidence(char[] text, int from, int to) {
        return KeyNames.evidence(text, from, to) & (Evidence.PASSWORD | Evidence.TOKEN);
    }
}

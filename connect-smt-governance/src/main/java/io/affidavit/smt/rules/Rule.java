/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.rules;

import com.google.re2j.Pattern;
import io.affidavit.smt.scan.Label;
import java.util.List;
import java.util.Objects;

/**
 * A rule of the user's own: what to find and what to call it.
 *
 * @param label its id is {@code custom.} and the name of the rule
 * @param terms words and phrases, found whole, in any case
 * @param patterns in the syntax of RE2, which knows no backtracking
 * @param score of what is found, from 1 to 100
 * @param context words of which one must stand near, or in the name of the field, for the whole score; empty for none
 */
record Rule(Label label, List<String> terms, List<Pattern> patterns, int score, List<String> context) {

    /** What a finding loses without a word of its context. */
    private static final int CONTEXT = 45;

    Rule {
        Objects.requireNonNull(label, "label");
        terms = List.copyOf(terms);
        patterns = List.copyOf(patterns);
        context = List.copyOf(context);
    }

    int scoreAlone() {
        return Math.max(1, score - CONTEXT);
    }
}

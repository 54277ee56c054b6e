/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.rules;

import io.affidavit.smt.scan.Finder;
import io.affidavit.smt.scan.Hits;

/** Finds the terms of all rules. Not safe for concurrent use. */
final class TermFinder implements Finder {

    private final Terms terms;
    private final RuleHits found;
    private final int[] places;

    TermFinder(Terms terms, RuleHits found) {
        this.terms = terms;
        this.found = found;
        this.places = terms.buffer();
    }

    @Override
    public void find(char[] text, int from, int to, Hits hits) {
        terms.find(text, from, to, places, (start, end, rule) -> found.keep(text, from, to, start, end, rule, hits));
    }
}

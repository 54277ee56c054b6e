/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.rules;

import io.affidavit.smt.scan.Hits;
import io.affidavit.smt.scan.Labels;
import java.util.List;
import java.util.function.Supplier;

/** Scores what own rules find and keeps count of it. */
final class RuleHits {

    /** Who finds, as findings say it. */
    private static final String NAME = "rules";

    private final List<Rule> rules;
    private final List<Context> contexts;
    private final Supplier<List<String>> path;
    private final int most;

    /**
     * @param path names to the text that is looked at
     * @param most findings in one text beyond which it counts as not looked through
     */
    RuleHits(List<Rule> rules, List<Context> contexts, Supplier<List<String>> path, int most) {
        this.rules = rules;
        this.contexts = contexts;
        this.path = path;
        this.most = most;
    }

    /** Keeps a finding; returns whether there is room for more. */
    boolean keep(char[] text, int from, int to, int start, int end, int rule, Hits hits) {
        Rule found = rules.get(rule);
        Context context = contexts.get(rule);
        boolean sure = context.isEmpty() || context.near(text, from, to, start, end) || named(context);
        hits.foundBy(NAME);
        hits.insert(start, end, found.label(), sure ? found.score() : found.scoreAlone());
        if (hits.size() <= most) {
            return true;
        }
        hits.giveUp(Labels.BUDGET);
        return false;
    }

    private boolean named(Context context) {
        List<String> names = path.get();
        return !names.isEmpty() && context.in(names.get(names.size() - 1));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/** Finds United States social security numbers: area, group and serial as the administration assigns them. */
final class SocialSecurity {

    private static final int DIGITS = 9;

    private SocialSecurity() {}

    static void find(char[] text, NumberRun run, int said, Hits hits) {
        boolean named = (said & (Evidence.SSN | Evidence.ID)) != 0;
        for (int i = 0; i < run.groups; i++) {
            boolean attached = i == 0 && run.attachedLeft;
            if ((said & Evidence.SSN) != 0 && run.length(i) == DIGITS && run.free(i, i) && !run.plus && !attached) {
                hits.add(run.starts[i], run.ends[i], Labels.US_SSN, Scores.STRONG);
                run.use(i, i);
            } else if (i + 2 < run.groups && run.free(i, i + 2) && shape(run, i)) {
                int score = score(text, run, i, named) - (attached && !named ? Scores.WEAK : 0);
                if (score >= Scores.EVEN) {
                    hits.add(run.starts[i], run.ends[i + 2], Labels.US_SSN, score);
                    run.use(i, i + 2);
                }
            }
        }
    }

    private static boolean shape(NumberRun run, int i) {
        char by = run.separators[i + 1];
        return run.length(i) == 3
                && run.length(i + 1) == 2
                && run.length(i + 2) == 4
                && (by == '-' || by == ' ' || by == '.')
                && run.joined(i, i + 2, by);
    }

    private static int score(char[] text, NumberRun run, int i, boolean named) {
        int area = run.value(text, i);
        if (run.value(text, i + 1) == 0 || run.value(text, i + 2) == 0) {
            return Scores.POOR;
        }
        // 000, 666 and 9xx are never issued, but 9xx holds taxpayer numbers and mistyped ones count where named
        boolean issued = area != 0 && area != 666 && area < 900;
        int dashed = issued ? Scores.CHECKED : Scores.EVEN;
        int score = run.separators[i + 1] == '-' ? dashed : issued ? Scores.EVEN : Scores.POOR;
        return Math.min(Scores.CERTAIN, score + (named ? Scores.CONTEXT : 0));
    }
}

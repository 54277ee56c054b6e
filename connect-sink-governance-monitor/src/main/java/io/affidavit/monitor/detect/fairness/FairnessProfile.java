/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.fairness;

import static io.affidavit.monitor.detect.Inputs.require;

/**
 * Thresholds for comparing groups, under a name. Data, no claim: meeting them shows conformance with no law, and which of
 * them a law asks for is for counsel to say.
 *
 * @param name what to call it in reports
 * @param alertRatio ratio to the reference group's rate below which to alert, in (0, 1]
 * @param warnRatio ratio below which to warn, at least alertRatio
 * @param significance p-value, before it is divided by the number of groups, below which a difference is no chance
 * @param leastGroup fewest members of a group that is judged
 * @param leastShare share of all members with a known group below which a group is reported but not judged
 * @param confidence level of the intervals of ratios
 */
public record FairnessProfile(
        String name,
        double alertRatio,
        double warnRatio,
        double significance,
        long leastGroup,
        double leastShare,
        double confidence) {

    /** The four-fifths rule of 29 CFR 1607.4(D) joined with significance, groups of 2 % and more (1607.15(A)(2)(a)). */
    public static final FairnessProfile FOUR_FIFTHS = new FairnessProfile("four-fifths", .8, .9, .05, 30, .02, .95);

    /**
     * New York City's audits of employment tools (6 RCNY 5-300 and following): groups under 2 % may be left out, those of
     * unknown group are counted. The rule names no threshold; four fifths is filled in.
     */
    public static final FairnessProfile NYC_LL144 = new FairnessProfile("nyc-ll144", .8, .9, .05, 30, .02, .95);

    /** Nine tenths, for those who want to look earlier. */
    public static final FairnessProfile EARLY = new FairnessProfile("early", .9, .95, .05, 30, .02, .95);

    public FairnessProfile {
        require(alertRatio > 0 && alertRatio <= warnRatio && warnRatio <= 1, "ratios 0 < alert <= warn <= 1");
        require(significance > 0 && significance < 1, "a significance between 0 and 1");
        require(leastGroup >= 1, "a smallest group of at least 1");
        require(leastShare >= 0 && leastShare < 1, "a smallest share from 0 to below 1");
        require(confidence > 0 && confidence < 1, "a confidence between 0 and 1");
    }
}

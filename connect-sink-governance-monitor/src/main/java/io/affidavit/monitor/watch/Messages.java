/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import io.affidavit.core.policy.MonitorKind;

/** One sentence for people about what each detector found. */
final class Messages {

    private Messages() {}

    static String of(MonitorKind kind) {
        return switch (kind) {
            case ADWIN -> "The mean of the value changed: two stretches of the stream differ by more than chance.";
            case PAGE_HINKLEY -> "The mean of the value drifted away from its past.";
            case EWMA -> "The smoothed value left the limits of the control chart.";
            case PSI -> "The distribution of the value moved away from the reference (population stability index).";
            case JENSEN_SHANNON ->
                "The distribution of the value moved away from the reference (Jensen-Shannon distance).";
            case CATEGORIES ->
                "The shares of the categories moved away from the reference, or categories appeared that it"
                        + " has not.";
            case QUANTILE -> "The quantile of the value is over its limit.";
            case IMPACT_RATIO ->
                "Favourable outcomes are less frequent in a group than in the most favoured one, by more than"
                        + " chance.";
            case SCORING_RATE ->
                "Scores above the median are less frequent in a group than in the most favoured one, by more"
                        + " than chance.";
            case VERSION_CHANGE -> "A new model version decides otherwise than the one before it.";
            case RATE -> "Far more or fewer records came in a window than is usual.";
            case SPEND -> "Far more or less was spent in a window than is usual.";
            case TOOL_SEQUENCE -> "An agent called tools in a sequence never seen of it before.";
            case REPEATED_DENIALS -> "One subject was denied again and again.";
            case MISSING_APPROVAL -> "A call that needs human approval went without it.";
            case HOURS -> "The system was used out of hours.";
        };
    }
}

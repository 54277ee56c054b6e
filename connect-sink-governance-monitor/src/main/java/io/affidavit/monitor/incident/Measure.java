/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.incident;

import java.util.Objects;

/**
 * One statistic behind an incident. Numbers that do not exist are NaN.
 *
 * @param name such as {@code impact_ratio}
 * @param of what part of the window it is about, such as a group that the policy names; may be empty
 * @param threshold what the value was held against
 * @param pValue of the null hypothesis that nothing is wrong
 * @param low of the confidence interval
 * @param high of the confidence interval
 * @param count observations behind the value
 * @param referenceCount observations behind what it was compared with
 */
public record Measure(
        String name,
        String of,
        double value,
        double threshold,
        double pValue,
        double low,
        double high,
        long count,
        long referenceCount) {

    public Measure {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(of, "of");
    }

    /** A plain count held against a limit. */
    public static Measure count(String name, long value, double limit) {
        return new Measure(name, "", (double) value, limit, Double.NaN, Double.NaN, Double.NaN, value, 0);
    }
}

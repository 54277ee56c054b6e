/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect;

import static java.util.Objects.requireNonNull;

/**
 * One figure with all that is needed to judge it.
 *
 * @param name short fixed name of the statistic, for example {@code psi} or {@code impact_ratio}
 * @param group the group, category or version it is about; empty where there is none. This is record content: an incident
 *     may carry it, a log line must not, so {@link #toString} leaves it out
 * @param effect the size of the effect, in the statistic's own unit
 * @param threshold what the effect was held against, NaN where nothing
 * @param pValue probability of such an effect by chance, NaN where the statistic has none
 * @param low lower limit of the effect's confidence interval, NaN where none
 * @param high upper limit of the effect's confidence interval, NaN where none
 * @param n observations of the sample
 * @param referenceN observations of what it was compared with, 0 where nothing
 */
public record Statistics(
        String name,
        String group,
        double effect,
        double threshold,
        double pValue,
        double low,
        double high,
        long n,
        long referenceN) {

    public Statistics {
        requireNonNull(name, "name");
        requireNonNull(group, "group");
    }

    /** A figure without significance, interval, group and reference. */
    public static Statistics of(String name, double effect, double threshold, long n) {
        return new Statistics(name, "", effect, threshold, Double.NaN, Double.NaN, Double.NaN, n, 0);
    }

    /** The same figure about a group. */
    public Statistics about(String newGroup) {
        return new Statistics(name, newGroup, effect, threshold, pValue, low, high, n, referenceN);
    }

    /** The same figure with its significance. */
    public Statistics significant(double newPValue) {
        return new Statistics(name, group, effect, threshold, newPValue, low, high, n, referenceN);
    }

    /** The same figure with the confidence interval of its effect. */
    public Statistics between(double newLow, double newHigh) {
        return new Statistics(name, group, effect, threshold, pValue, newLow, newHigh, n, referenceN);
    }

    /** The same figure with the size of what it was compared with. */
    public Statistics against(long newReferenceN) {
        return new Statistics(name, group, effect, threshold, pValue, low, high, n, newReferenceN);
    }

    /** Without the group: its name is record content. */
    @Override
    public String toString() {
        return "Statistics[name=" + name + ", effect=" + effect + ", threshold=" + threshold + ", pValue=" + pValue
                + ", low=" + low + ", high=" + high + ", n=" + n + ", referenceN=" + referenceN + "]";
    }
}

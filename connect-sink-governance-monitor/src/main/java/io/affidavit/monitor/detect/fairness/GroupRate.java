/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.fairness;

/**
 * How often one group had the favourable outcome.
 *
 * @param group its name, record content
 * @param favourable favourable outcomes
 * @param members outcomes in all
 */
record GroupRate(String group, long favourable, long members) {

    double rate() {
        return (double) favourable / members;
    }

    /** Without the group: its name is record content. */
    @Override
    public String toString() {
        return "GroupRate[favourable=" + favourable + ", members=" + members + "]";
    }
}

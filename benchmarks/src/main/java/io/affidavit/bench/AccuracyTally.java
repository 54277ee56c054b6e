/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

/** Right, wrong and missed findings of one type. */
final class AccuracyTally {

    private int right;
    private int exact;
    private int wrong;
    private int missed;

    void right(boolean sameBounds) {
        right++;
        exact += sameBounds ? 1 : 0;
    }

    void wrong() {
        wrong++;
    }

    void missed() {
        missed++;
    }

    void add(AccuracyTally other) {
        right += other.right;
        exact += other.exact;
        wrong += other.wrong;
        missed += other.missed;
    }

    int spans() {
        return right + missed;
    }

    int wrongs() {
        return wrong;
    }

    double precision() {
        return ratio(right, right + wrong);
    }

    double recall() {
        return ratio(right, right + missed);
    }

    double f1() {
        return ratio(2 * right, 2 * right + wrong + missed);
    }

    /** The share of right findings with the very bounds of the data. */
    double exact() {
        return ratio(exact, right);
    }

    private static double ratio(int part, int whole) {
        return whole == 0 ? 1 : part / (double) whole;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.throttle;

/**
 * How many rows to ask for at a time: half as many after a page that took too long, a sixteenth of the whole more after
 * one that did not. Additive increase and multiplicative decrease let several tasks find a level that the source bears.
 */
final class PageSize {

    private static final int LEAST = 50;
    private static final int STEPS = 16;

    private final long targetNanos;
    private int rows = Integer.MAX_VALUE;

    PageSize(long targetNanos) {
        this.targetNanos = targetNanos;
    }

    int of(int wanted) {
        return Math.min(rows, wanted);
    }

    /** Takes note of a page. */
    void took(int wanted, long nanos) {
        if (nanos > targetNanos) {
            halve(wanted);
        } else {
            rows = Math.min(wanted, of(wanted) + Math.max(1, wanted / STEPS));
        }
    }

    void halve(int wanted) {
        rows = Math.max(Math.min(LEAST, wanted), of(wanted) / 2);
    }
}

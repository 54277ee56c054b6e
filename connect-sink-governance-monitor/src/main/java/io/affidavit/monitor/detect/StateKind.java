/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect;

/** The first byte of a detector's state: which detector wrote it. Codes are never given twice. */
public enum StateKind {
    ADWIN(1),
    PAGE_HINKLEY(2),
    EWMA_CHART(3),
    NUMERIC_DRIFT(4),
    CATEGORICAL_DRIFT(5),
    QUANTILE_SHIFT(6),
    IMPACT_RATIO(7),
    SCORING_RATE(8),
    VERSION_CHANGE(9),
    RATE_ANOMALY(10),
    TOOL_SEQUENCES(11),
    REPEATED_DENIALS(12),
    MISSING_APPROVAL(13),
    PERSISTENCE(14),
    HYSTERESIS(15),
    SPEND_ANOMALY(16);

    private final int code;

    StateKind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}

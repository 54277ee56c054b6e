/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect;

/** A detector that is asked after every value. Allocates nothing per value. */
public interface StreamDetector extends Detector {

    /**
     * Takes the next value and says whether a change is detected at it. A value that is not finite is refused: it is
     * counted, changes nothing else and detects nothing.
     */
    boolean update(double value);

    /** What the latest value that was not refused led to, with its statistics. */
    Assessment assess();
}

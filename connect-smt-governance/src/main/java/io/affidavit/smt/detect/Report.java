/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.detect;

import io.affidavit.smt.scan.Label;

/** Takes what a detector finds in one text. Not to be kept or shared between threads. */
@FunctionalInterface
public interface Report {

    /**
     * @param start first character of the finding, in UTF-16 units from the beginning of the text
     * @param end behind its last character
     * @param label one of {@link Detector#labels}
     * @param score how sure it is, from 1 to 100; 50 means as likely as not
     * @throws IllegalArgumentException if the bounds, the label or the score are not such
     */
    void found(int start, int end, Label label, int score);
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.smt.scan.Label;

/** Is told of each finding as the walk makes it. Never told content. */
public interface FindingListener {

    /** Listens to nothing. */
    FindingListener NONE = (label, score, start, end, inName, readable) -> {};

    /**
     * @param score from 1 to 100; 100 for what configuration names
     * @param start first character in its text, or in the digits of its number
     * @param end behind the last character
     * @param inName whether it stands in the name of a field
     * @param readable whether it stays readable although protection was asked for
     */
    void found(Label label, int score, int start, int end, boolean inName, boolean readable);
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import com.fasterxml.jackson.core.io.NumberOutput;

/**
 * Numbers as the shortest text that tells them from all others, for what is hashed: the same in every version of Java, whose own
 * {@link Double#toString} wrote a digit too many of some until version 19 (JDK-4511638).
 */
public final class ShortestText {

    private ShortestText() {}

    /** In the form of {@link Double#toString}. */
    public static String of(double number) {
        return NumberOutput.toString(number, true);
    }

    /** In the form of {@link Float#toString}. */
    public static String of(float number) {
        return NumberOutput.toString(number, true);
    }
}

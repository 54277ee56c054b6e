/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import java.util.Arrays;

/** The last texts of a record in which nothing was found: one column of a source often fills two fields of an event. */
final class CleanTexts {

    private static final int MOST = 4;
    /** Others are looked at again in less time than it takes to remember them. */
    private static final int SHORTEST = 24;

    private final String[] texts = new String[MOST];
    /** What the names of their fields said. */
    private final int[] said = new int[MOST];

    private int last;

    /** Whether the very text is known, in a field whose name says the same. */
    // the same column is the same object; others are looked at again
    @SuppressWarnings("ReferenceEquality")
    boolean know(String text, int evidence) {
        for (int i = 0; i < MOST && text.length() >= SHORTEST; i++) {
            if (texts[i] == text && said[i] == evidence) {
                return true;
            }
        }
        return false;
    }

    void learn(String text, int evidence) {
        if (text.length() >= SHORTEST) {
            last = (last + 1) % MOST;
            texts[last] = text;
            said[last] = evidence;
        }
    }

    void clear() {
        Arrays.fill(texts, null);
    }
}

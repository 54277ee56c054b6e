/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.util.ArrayList;
import java.util.List;

/** A finding at the default threshold, as tests compare it. */
record Found(String label, String text) {

    static List<Found> in(String text) {
        return in(text, new TextScanner(), new Hits(50));
    }

    static List<Found> in(String text, TextScanner scanner, Hits hits) {
        hits.clear();
        scanner.scan(text.toCharArray(), 0, text.length(), Evidence.NONE, hits);
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
            found.add(new Found(hits.label(i).id(), text.substring(hits.start(i), hits.end(i))));
        }
        return found;
    }
}

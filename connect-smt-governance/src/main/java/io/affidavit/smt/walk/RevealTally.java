/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.smt.scan.Label;
import io.affidavit.smt.scan.Labels;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was opened in one record, by label, and what did not open. Reused; not safe for concurrent use. */
public final class RevealTally {

    /** Stands for labels that only the text itself claims: they could be content. */
    static final String OTHER = "other";

    private static final Set<String> KNOWN =
            Labels.all().stream().map(Label::id).collect(Collectors.toUnmodifiableSet());

    private int total;
    private final SortedMap<String, Long> opened = new TreeMap<>();
    private final SortedMap<String, Long> unopened = new TreeMap<>();

    /** How many sealed texts were seen, opened or not. */
    int total() {
        return total;
    }

    public boolean isEmpty() {
        return opened.isEmpty() && unopened.isEmpty();
    }

    /** Sealed texts opened, by label: the key vouches for it. */
    public Map<String, Long> opened() {
        return opened;
    }

    /** Sealed texts that stay as they are, by label. */
    public Map<String, Long> unopened() {
        return unopened;
    }

    void opened(String label) {
        total++;
        opened.merge(label, 1L, Long::sum);
    }

    void unopened(String label) {
        total++;
        unopened.merge(KNOWN.contains(label) ? label : OTHER, 1L, Long::sum);
    }

    void clear() {
        total = 0;
        opened.clear();
        unopened.clear();
    }
}

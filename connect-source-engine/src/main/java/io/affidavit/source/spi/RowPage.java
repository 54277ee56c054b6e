/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows of one read, in order, and what is told of all of them together. */
public final class RowPage {

    /** No rows, and none beyond. */
    public static final RowPage END = new RowPage(List.of(), true);

    private final List<SourceRow> rows;
    private final boolean exhausted;
    private final long[] digests;
    private final long chars;

    /** @param exhausted whether no further row of the request exists beyond these */
    public RowPage(List<SourceRow> rows, boolean exhausted) {
        // of the same class however many there are, which the compiler counts on
        this.rows = Collections.unmodifiableList(new ArrayList<>(rows));
        this.exhausted = exhausted;
        this.digests = new long[this.rows.size()];
        long sum = 0;
        for (int i = 0; i < digests.length; i++) {
            SourceRow row = this.rows.get(i);
            digests[i] = row.digest();
            sum += row.chars();
        }
        this.chars = sum;
    }

    public List<SourceRow> rows() {
        return rows;
    }

    public boolean exhausted() {
        return exhausted;
    }

    /** What stands for each row in checksums. */
    public long[] digests() {
        return digests.clone();
    }

    /** Length of the texts of all rows together. */
    public long chars() {
        return chars;
    }
}

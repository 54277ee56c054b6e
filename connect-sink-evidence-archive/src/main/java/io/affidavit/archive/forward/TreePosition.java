/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.forward;

import java.util.List;
import java.util.Objects;

/**
 * How far the tree over a table's statements has grown: all it takes to let it grow on.
 *
 * @param size number of statements
 * @param sha256 over the envelope of the last of them; empty before the first
 * @param peaks roots of the perfect subtrees, largest first, 64 lower-case hex digits each
 */
public record TreePosition(long size, String sha256, List<String> peaks) {

    /** Before the first statement. */
    public static final TreePosition START = new TreePosition(0, "", List.of());

    public TreePosition {
        Objects.requireNonNull(sha256, "sha256");
        peaks = List.copyOf(peaks);
    }
}

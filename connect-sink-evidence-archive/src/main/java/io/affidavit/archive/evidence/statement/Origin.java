/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import io.affidavit.archive.evidence.hash.LeafRange;
import java.util.List;
import java.util.Objects;

/**
 * A removed file whose rows, or some of them, are in an added one.
 *
 * @param path of the removed file
 * @param gone its rows that are in no file any more, ascending and apart from each other
 * @param nodes what is left of those in its tree, 64 lower-case hex digits each; see
 *     {@link io.affidavit.archive.evidence.hash.PrunedTree#nodes}
 */
public record Origin(String path, List<LeafRange> gone, List<String> nodes) {

    public Origin {
        Objects.requireNonNull(path, "path");
        gone = List.copyOf(gone);
        nodes = List.copyOf(nodes);
        nodes.forEach(Hex::check);
        long from = -1;
        for (LeafRange range : gone) {
            SafeNumbers.check(range.to());
            if (range.from() <= from) {
                throw new IllegalArgumentException("Cannot hold origin of rows: its ranges are not in order.");
            }
            from = range.to();
        }
    }

    /** Number of rows that are gone. */
    public long goneRows() {
        return gone.stream().mapToLong(LeafRange::size).sum();
    }
}

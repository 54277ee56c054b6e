/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.adopt;

import io.affidavit.archive.evidence.statement.AttestedFile;
import java.util.List;

/**
 * Files that hold exactly the rows of others, as both were read.
 *
 * @param snapshots ids of those that made the rewrite, ascending
 * @param removed the attested files that left
 * @param added the files that came, as they would be attested
 */
public record Rewrite(List<Long> snapshots, List<AttestedFile> removed, List<AttestedFile> added) {

    public Rewrite {
        snapshots = List.copyOf(snapshots);
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }

    /** Number of rows on either side. */
    public long rows() {
        return added.stream().mapToLong(AttestedFile::records).sum();
    }
}

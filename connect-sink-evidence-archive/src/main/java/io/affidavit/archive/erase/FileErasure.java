/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import io.affidavit.archive.evidence.hash.LeafRange;
import io.affidavit.archive.evidence.statement.AttestedFile;
import java.util.List;
import java.util.Objects;
import org.apache.iceberg.DataFile;

/**
 * A file that some rows leave.
 *
 * @param file as the table lists it
 * @param attested what was attested of it
 * @param schemaId of the table schema it was attested with
 * @param gone positions of the rows that leave, ascending
 */
public record FileErasure(DataFile file, AttestedFile attested, int schemaId, List<LeafRange> gone) {

    public FileErasure {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(attested, "attested");
        gone = List.copyOf(gone);
    }

    /** Number of rows that leave. */
    public long rows() {
        return gone.stream().mapToLong(LeafRange::size).sum();
    }

    /** Whether no row stays. */
    public boolean isWhole() {
        return rows() == attested.records();
    }
}

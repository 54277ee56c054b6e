/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.seal;

import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.table.ArchivePartition;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * Small files of one partition that become one file.
 *
 * @param partition of them all
 * @param origins in the order of their statements
 */
public record Pack(ArchivePartition partition, List<Origin> origins) {

    /**
     * A file that is to be rewritten.
     *
     * @param attested what its statement says of it
     * @param schemaId of the table schema it was attested with
     */
    public record Origin(AttestedFile attested, int schemaId) {

        public Origin {
            Objects.requireNonNull(attested, "attested");
        }
    }

    public Pack {
        Objects.requireNonNull(partition, "partition");
        origins = List.copyOf(origins);
    }

    /** Bytes of the old files. */
    public long bytes() {
        return origins.stream().mapToLong(origin -> origin.attested().length()).sum();
    }

    /** Rows of the old files, and so of the new one. */
    public long rows() {
        return origins.stream().mapToLong(origin -> origin.attested().records()).sum();
    }

    /** The day of all rows, UTC. */
    public LocalDate day() {
        return LocalDate.ofEpochDay(partition.day());
    }
}

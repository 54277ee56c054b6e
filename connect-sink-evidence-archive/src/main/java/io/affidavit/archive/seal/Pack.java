/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.seal;

import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.removal.Attested;
import io.affidavit.archive.table.ArchivePartition;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.apache.iceberg.DataFile;

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
     * @param entry the table's
     */
    public record Origin(Attested attested, DataFile entry) {

        public Origin {
            Objects.requireNonNull(attested, "attested");
            Objects.requireNonNull(entry, "entry");
        }

        /** What was attested. */
        AttestedFile file() {
            return attested.file();
        }

        long bytes() {
            return file().length();
        }
    }

    public Pack {
        Objects.requireNonNull(partition, "partition");
        origins = List.copyOf(origins);
    }

    /** Bytes of the old files. */
    public long bytes() {
        return origins.stream().mapToLong(Origin::bytes).sum();
    }

    /** Rows of the old files, and so of the new one. */
    public long rows() {
        return origins.stream().mapToLong(origin -> origin.file().records()).sum();
    }

    /** The day of all rows, UTC. */
    public LocalDate day() {
        return LocalDate.ofEpochDay(partition.day());
    }
}

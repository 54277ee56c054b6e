/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import io.affidavit.archive.table.ArchiveColumns;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;

/**
 * A data file whose day is past its term.
 *
 * @param file with its column statistics
 * @param spec the partition spec it was written with
 * @param retentionClass of all its rows
 * @param day of all its rows, UTC
 * @param expireAt when the day's term ended
 */
public record Candidate(DataFile file, PartitionSpec spec, String retentionClass, LocalDate day, Instant expireAt) {

    private static final String DAY = ArchiveColumns.EVENT_TIME + "_day";

    public Candidate {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(retentionClass, "retentionClass");
        Objects.requireNonNull(day, "day");
        Objects.requireNonNull(expireAt, "expireAt");
    }

    static String retentionClass(DataFile file, PartitionSpec spec) {
        return file.partition().get(position(spec, ArchiveColumns.RETENTION_CLASS), String.class);
    }

    static LocalDate day(DataFile file, PartitionSpec spec) {
        return LocalDate.ofEpochDay(file.partition().get(position(spec, DAY), Integer.class));
    }

    private static int position(PartitionSpec spec, String name) {
        for (int i = 0; i < spec.fields().size(); i++) {
            if (spec.fields().get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("Cannot tell when files expire: a partition spec has no field " + name
                + ". Files of other layouts must be rewritten before.");
    }
}

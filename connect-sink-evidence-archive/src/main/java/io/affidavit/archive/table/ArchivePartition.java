/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.table;

import java.util.Objects;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;

/**
 * The partition a row belongs to.
 *
 * @param day days since the epoch of the clamped event time, UTC
 */
public record ArchivePartition(String retentionClass, Custody custody, int day) {

    private static final long MICROS_PER_DAY = 86_400_000_000L;

    public ArchivePartition {
        Objects.requireNonNull(retentionClass, "retentionClass");
        Objects.requireNonNull(custody, "custody");
    }

    /** The partition of an event time in microseconds since the epoch. */
    public static ArchivePartition of(String retentionClass, Custody custody, long eventTimeMicros) {
        return new ArchivePartition(
                retentionClass, custody, Math.toIntExact(Math.floorDiv(eventTimeMicros, MICROS_PER_DAY)));
    }

    /** The partition that a tuple of the archive's spec says. */
    public static ArchivePartition of(StructLike tuple) {
        return new ArchivePartition(
                tuple.get(0, CharSequence.class).toString(),
                Custody.of(Custody.HOLD.column().contentEquals(tuple.get(1, CharSequence.class))),
                tuple.get(2, Integer.class));
    }

    /** The partition tuple of {@code spec}, which must be the archive's. */
    public StructLike tuple(PartitionSpec spec) {
        PartitionData data = new PartitionData(spec.partitionType());
        data.set(0, retentionClass);
        data.set(1, custody.column());
        data.set(2, day);
        return data;
    }
}

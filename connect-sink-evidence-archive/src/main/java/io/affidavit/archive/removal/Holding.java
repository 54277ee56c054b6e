/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.removal;

import io.affidavit.archive.hold.OpenHolds;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;

/**
 * The holds that were open at one state of a table.
 *
 * @param epoch number of the registry's state; grows with every hold that is placed or released
 * @param registry digest of the open holds
 * @param mayHold whether any row of a file may be held, by its statistics; true when in doubt
 * @param holds whether a row is held; true when in doubt
 */
public record Holding(
        long epoch, String registry, BiPredicate<DataFile, PartitionSpec> mayHold, Predicate<StructLike> holds) {

    public Holding {
        Objects.requireNonNull(registry, "registry");
        Objects.requireNonNull(mayHold, "mayHold");
        Objects.requireNonNull(holds, "holds");
    }

    /** Those of {@code table} as it was loaded. */
    public static Holding of(Table table) {
        OpenHolds open = OpenHolds.of(table);
        return new Holding(open.epoch(), open.digest(), open::mayHold, open::holds);
    }
}

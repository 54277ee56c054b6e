/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;

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
}

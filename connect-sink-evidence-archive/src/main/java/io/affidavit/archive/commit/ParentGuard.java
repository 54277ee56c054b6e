/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;

/**
 * Lets a commit through only on the very snapshot it was built on, with our own partitions where the batch began.
 *
 * <p>The second condition alone is not enough: Iceberg retries a refused commit with the summary it was given, whose
 * carried-forward watermarks and signed predecessor would then be stale.
 *
 * @param parentId id of that snapshot, null for a table without one
 * @param expected next offset of each of our partitions, null values for those without any
 * @param properties the table's properties at that snapshot
 */
record ParentGuard(Long parentId, Map<SourcePartition, Long> expected, Map<String, String> properties)
        implements SnapshotAncestryValidator {

    @Override
    public boolean validate(Iterable<Snapshot> ancestry) {
        Iterator<Snapshot> snapshots = ancestry.iterator();
        Long head = snapshots.hasNext() ? Long.valueOf(snapshots.next().snapshotId()) : null;
        return Objects.equals(head, parentId) && matches(Watermarks.of(ancestry, properties), expected);
    }

    static boolean matches(Watermarks watermarks, Map<SourcePartition, Long> expected) {
        return expected.entrySet().stream()
                .allMatch(entry -> Objects.equals(watermarks.next(entry.getKey()), entry.getValue()));
    }

    @Override
    public String errorMessage() {
        return "Cannot commit: another commit came first";
    }
}

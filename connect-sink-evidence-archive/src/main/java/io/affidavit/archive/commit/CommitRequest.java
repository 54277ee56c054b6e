/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.write.WrittenFile;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is to become true of a table in one step.
 *
 * @param commitId the same in every attempt, so that one whose answer was lost is recognized
 * @param expected next offset of each partition before the commit, null values for those without any
 * @param moved the marks after it, of the same partitions
 * @param ranges what became of the offsets between the two
 * @param files to append; may be empty
 * @param holdEpoch the hold epoch that the rows of the files were judged in; without files it means nothing
 */
public record CommitRequest(
        String commitId,
        Map<SourcePartition, Long> expected,
        Map<SourcePartition, Mark> moved,
        List<OffsetRange> ranges,
        List<WrittenFile> files,
        long holdEpoch) {

    public CommitRequest {
        Objects.requireNonNull(commitId, "commitId");
        expected = Collections.unmodifiableMap(new HashMap<>(expected));
        moved = Map.copyOf(moved);
        ranges = List.copyOf(ranges);
        files = List.copyOf(files);
        if (moved.isEmpty() || !moved.keySet().equals(expected.keySet())) {
            throw new IllegalArgumentException("Cannot request commit: it must move the partitions it expects.");
        }
    }
}

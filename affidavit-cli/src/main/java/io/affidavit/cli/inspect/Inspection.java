/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.inspect;

import io.affidavit.archive.commit.Watermarks;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.cli.table.OpenTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * What the metadata of a table says.
 *
 * @param name as given
 * @param uuid of the table
 * @param location of the table
 * @param locks of the store on its files, for people
 * @param snapshot the current one, if any
 * @param committedAt when it was made
 * @param lastCommit the newest statement, if any
 * @param partitionFields names of the partition fields
 * @param partitions contents by partition values
 * @param watermarks next offset to archive by source partition
 * @param quarantined rows of the quarantine table, if there is one
 */
record Inspection(
        String name,
        String uuid,
        String location,
        String locks,
        Optional<Long> snapshot,
        Optional<Instant> committedAt,
        Optional<LastCommit> lastCommit,
        List<String> partitionFields,
        Map<List<String>, Contents> partitions,
        Watermarks watermarks,
        Optional<Long> quarantined) {

    private static final String QUARANTINE_SUFFIX = "_quarantine";
    private static final String CUSTODY = "custody";
    private static final String HOLD = "hold";

    static Inspection of(OpenTable open) {
        Table table = open.table();
        Optional<Snapshot> snapshot = Optional.ofNullable(table.currentSnapshot());
        return new Inspection(
                open.id().toString(),
                table.uuid().toString(),
                table.location(),
                StoreLocks.of(table),
                snapshot.map(Snapshot::snapshotId),
                snapshot.map(Snapshot::timestampMillis).map(Instant::ofEpochMilli),
                StatementRef.from(table.properties()).map(ref -> LastCommit.read(table, ref)),
                Contents.fields(table),
                Contents.byPartition(table),
                Watermarks.of(table),
                open.sibling(QUARANTINE_SUFFIX)
                        .map(quarantine -> sum(Contents.byPartition(quarantine)).rows()));
    }

    static Contents sum(Map<List<String>, Contents> partitions) {
        return partitions.values().stream().reduce(Contents.NOTHING, Contents::plus);
    }

    Contents total() {
        return sum(partitions);
    }

    /** Returns what lies in partitions kept for a legal hold. */
    Contents held() {
        int custody = partitionFields.indexOf(CUSTODY);
        return partitions.entrySet().stream()
                .filter(entry -> custody >= 0 && entry.getKey().get(custody).equals(HOLD))
                .map(Map.Entry::getValue)
                .reduce(Contents.NOTHING, Contents::plus);
    }
}

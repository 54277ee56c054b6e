/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import io.affidavit.archive.evidence.statement.StatementRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * What the metadata of a table says about its holds: entries {@code affidavit.hold.*} of snapshot summaries, which every commit
 * of ours carries forward, mirrored in the table's properties, because summaries vanish with their snapshots.
 */
public final class Holds {

    /** Key of the number of holds that were placed and released; begins at 0. */
    public static final String EPOCH_KEY = "affidavit.hold.epoch";

    /** Key of the digest over the open holds. */
    public static final String REGISTRY_KEY = "affidavit.hold.registry";

    /** What the names of the branches of holds begin with; the hold's id follows. */
    public static final String BRANCH_PREFIX = "hold-";

    private static final String OWNER = "affidavit.";
    private static final String PREFIX = "affidavit.hold.";

    private Holds() {}

    /** The epoch of the table as it was loaded; 0 when it never had a hold. */
    public static long epoch(Table table) {
        return epoch(carriedBy(table));
    }

    /** The newest statement about a hold; empty when the table never had one. */
    public static Optional<StatementRef> statement(Table table) {
        Map<String, String> ref = new LinkedHashMap<>();
        carriedBy(table).forEach((key, value) -> ref.put(OWNER + key.substring(PREFIX.length()), value));
        return StatementRef.from(ref);
    }

    /** The entries that refer to the newest statement about a hold. */
    public static Map<String, String> entries(StatementRef statement, long epoch, String registry) {
        Map<String, String> entries = new LinkedHashMap<>();
        statement.toProperties().forEach((key, value) -> entries.put(PREFIX + key.substring(OWNER.length()), value));
        entries.put(EPOCH_KEY, Long.toString(epoch));
        entries.put(REGISTRY_KEY, registry);
        return entries;
    }

    /**
     * What a commit has to carry forward: that of the newest snapshot that has any, or of the properties where these know of a
     * later hold, because snapshots were forgotten or the table was put back.
     */
    static Map<String, String> carriedBy(Table table) {
        Map<String, String> carried = summaries(table);
        Map<String, String> mirrored = holds(table.properties());
        return epoch(mirrored) > epoch(carried) ? mirrored : carried;
    }

    private static Map<String, String> summaries(Table table) {
        for (Snapshot snapshot : Watermarks.ancestry(table)) {
            Map<String, String> carried = holds(snapshot.summary());
            // The first of our own commits has carried everything before it.
            if (!carried.isEmpty() || snapshot.summary().containsKey(TableCommitter.COMMIT_ID)) {
                return carried;
            }
        }
        return Map.of();
    }

    private static Map<String, String> holds(Map<String, String> entries) {
        Map<String, String> holds = new LinkedHashMap<>();
        entries.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                holds.put(key, value);
            }
        });
        return holds;
    }

    private static long epoch(Map<String, String> entries) {
        return Long.parseLong(entries.getOrDefault(EPOCH_KEY, "0"));
    }
}

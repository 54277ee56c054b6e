/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** Facts about holds in snapshot summaries; every commit of ours carries them forward. */
final class Holds {

    private static final String PREFIX = "affidavit.hold.";

    private Holds() {}

    /** Those of the newest snapshot that has any. */
    static Map<String, String> carriedBy(Table table) {
        Map<String, String> carried = new LinkedHashMap<>();
        for (Snapshot snapshot : Watermarks.ancestry(table)) {
            snapshot.summary().forEach((key, value) -> {
                if (key.startsWith(PREFIX)) {
                    carried.put(key, value);
                }
            });
            // The first of our own commits has carried everything before it.
            if (!carried.isEmpty() || snapshot.summary().containsKey(TableCommitter.COMMIT_ID)) {
                break;
            }
        }
        return carried;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import io.affidavit.archive.table.ArchivePartition;
import io.affidavit.archive.table.SchemaChange;
import java.util.List;

/** What became of a record. */
public sealed interface Conversion {

    /**
     * A row.
     *
     * @param partition where it belongs
     */
    record Archivable(Row row, ArchivePartition partition) implements Conversion {}

    /**
     * No row.
     *
     * @param rule why not
     * @param path field at fault, null for the whole value
     */
    record Refused(String rule, String path) implements Conversion {}

    /** No row yet: the table must grow first, and the record be converted by a converter for the grown schema. */
    record NeedsGrowth(List<SchemaChange> changes) implements Conversion {

        public NeedsGrowth {
            changes = List.copyOf(changes);
        }
    }
}

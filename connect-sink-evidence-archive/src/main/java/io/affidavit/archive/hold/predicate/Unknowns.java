/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold.predicate;

import io.affidavit.archive.table.ArchiveColumns;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type.TypeID;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Which columns may hold something else than what was there: text that records brought may be masked, and an event time the
 * archive had to correct is not the event's.
 */
final class Unknowns {

    /** What {@link ArchiveColumns#ANOMALY} begins with where the event time is not the event's own. */
    static final String CORRECTED_TIME = ArchiveColumns.EVENT_TIME + "_";

    /** Text that the archive writes itself, from what masking never changes. */
    private static final Set<String> OWN_TEXT =
            Set.of(ArchiveColumns.RETENTION_CLASS, ArchiveColumns.ANOMALY, ArchiveColumns.KAFKA + ".topic");

    private Unknowns() {}

    static boolean mayBeMasked(String name, NestedField column) {
        return column.type().typeId() == TypeID.STRING && !OWN_TEXT.contains(name);
    }

    static boolean mayBeCorrected(String name, Schema schema) {
        return name.equals(ArchiveColumns.EVENT_TIME) && schema.findField(ArchiveColumns.ANOMALY) != null;
    }
}

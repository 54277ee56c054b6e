/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold;

import io.affidavit.archive.table.ArchiveColumns;
import io.affidavit.archive.table.Custody;
import java.util.Collection;
import java.util.List;
import org.apache.iceberg.Accessor;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.types.Types.NestedField;

/** What tables say of the tags that records had at their source. */
final class SourceTag {

    private final int custodyField;
    private final Accessor<StructLike> custody;
    private final Accessor<StructLike> flag;
    private final Accessor<StructLike> matters;

    SourceTag(Schema schema) {
        NestedField column = schema.findField(ArchiveColumns.CUSTODY);
        this.custodyField = column == null ? -1 : column.fieldId();
        this.custody = accessor(schema, ArchiveColumns.CUSTODY);
        this.flag = accessor(schema, "lifecycle.legal_hold");
        this.matters = accessor(schema, "lifecycle.legal_hold_ids");
    }

    private static Accessor<StructLike> accessor(Schema schema, String name) {
        NestedField column = schema.findField(name);
        return column == null ? null : schema.accessorForField(column.fieldId());
    }

    /** Whether the row was put to custody, by its tag or by a hold. */
    boolean isCustody(StructLike row) {
        return custody != null && isHold(custody.get(row));
    }

    /** Whether rows of the file were; true as well of files that are not partitioned so. */
    boolean isCustody(DataFile file, PartitionSpec spec) {
        List<PartitionField> fields = spec.fields();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).sourceId() == custodyField
                    && fields.get(i).transform().isIdentity()) {
                return isHold(file.partition().get(i, Object.class));
            }
        }
        return true;
    }

    /** Whether the event itself says that it is under hold. */
    boolean isSaid(StructLike row) {
        return (flag != null && Boolean.TRUE.equals(flag.get(row)))
                || (matters != null && matters.get(row) instanceof Collection<?> ids && !ids.isEmpty());
    }

    private static boolean isHold(Object value) {
        return value == null || Custody.HOLD.column().contentEquals(value.toString());
    }
}

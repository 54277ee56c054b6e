/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.transforms.Transform;
import org.apache.iceberg.types.Types;

/** Partition values as Iceberg writes them for people: an identity as its text, a day as {@code 2026-11-22}. */
public final class PartitionText {

    private PartitionText() {}

    /** Returns the values that are not null by partition field name. */
    public static Map<String, String> of(PartitionSpec spec, StructLike partition) {
        List<Types.NestedField> types = spec.partitionType().fields();
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0; i < types.size(); i++) {
            PartitionField field = spec.fields().get(i);
            Object value = partition.get(i, Object.class);
            if (value != null) {
                texts.put(field.name(), human(field, types.get(i), value));
            }
        }
        return texts;
    }

    @SuppressWarnings("unchecked")
    private static String human(PartitionField field, Types.NestedField type, Object value) {
        return ((Transform<?, Object>) field.transform()).toHumanString(type.type(), value);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Rows of Parquet as plain values: groups as maps, lists and maps in every shape that writers gave them, fields that repeat
 * without being a list as lists. Fields without a value are left out.
 */
final class PlainGroup {

    private PlainGroup() {}

    static Map<String, Object> of(Group group) {
        Map<String, Object> plain = new LinkedHashMap<>();
        GroupType type = group.getType();
        for (int field = 0; field < type.getFieldCount(); field++) {
            if (type.getType(field).isRepetition(Repetition.REPEATED)) {
                plain.put(type.getFieldName(field), all(group, field));
            } else if (group.getFieldRepetitionCount(field) > 0) {
                plain.put(type.getFieldName(field), value(group, field, 0));
            }
        }
        return plain;
    }

    private static List<Object> all(Group group, int field) {
        int count = group.getFieldRepetitionCount(field);
        List<Object> plain = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            plain.add(value(group, field, index));
        }
        return plain;
    }

    private static Object value(Group group, int field, int index) {
        Type type = group.getType().getType(field);
        if (type.isPrimitive()) {
            return PlainRecord.value(ParquetValue.of(group, field, index));
        }
        Group inner = group.getGroup(field, index);
        LogicalTypeAnnotation meant = type.getLogicalTypeAnnotation();
        if (meant instanceof ListLogicalTypeAnnotation && holdsOneRepeated(inner.getType())) {
            return list(inner);
        }
        boolean map = meant instanceof MapLogicalTypeAnnotation || meant instanceof MapKeyValueTypeAnnotation;
        if (map && holdsOneRepeated(inner.getType())) {
            return map(inner);
        }
        return of(inner);
    }

    private static boolean holdsOneRepeated(GroupType type) {
        return type.getFieldCount() == 1 && type.getType(0).isRepetition(Repetition.REPEATED);
    }

    private static List<Object> list(Group list) {
        if (elementsRepeat(list.getType())) {
            return all(list, 0);
        }
        int count = list.getFieldRepetitionCount(0);
        List<Object> plain = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            plain.add(optional(list.getGroup(0, index), 0));
        }
        return plain;
    }

    /** Whether what repeats is the element itself: the rules of Parquet's format for lists of old writers. */
    private static boolean elementsRepeat(GroupType list) {
        Type repeated = list.getType(0);
        if (repeated.isPrimitive()) {
            return true;
        }
        GroupType group = repeated.asGroupType();
        return group.getFieldCount() != 1
                || group.getType(0).isRepetition(Repetition.REPEATED)
                || group.getName().equals("array")
                || group.getName().equals(list.getName() + "_tuple");
    }

    private static Object map(Group map) {
        GroupType entry = map.getType().getType(0).isPrimitive()
                ? null
                : map.getType().getType(0).asGroupType();
        if (entry == null || entry.getFieldCount() > 2) {
            return all(map, 0);
        }
        Map<String, Object> plain = new LinkedHashMap<>();
        for (int index = 0; index < map.getFieldRepetitionCount(0); index++) {
            Group each = map.getGroup(0, index);
            plain.put(String.valueOf(optional(each, 0)), entry.getFieldCount() < 2 ? null : optional(each, 1));
        }
        return plain;
    }

    private static Object optional(Group group, int field) {
        return group.getFieldRepetitionCount(field) == 0 ? null : value(group, field, 0);
    }
}

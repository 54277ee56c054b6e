/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** A Struct as a map of its fields that are not null. A group that is null is an empty map. */
final class StructView extends RecordView {

    private final Struct struct;

    StructView(Struct struct) {
        this.struct = struct;
    }

    @Override
    Object read(String name) {
        Field field = struct.schema().field(name);
        if (field == null) {
            return null;
        }
        Object value = struct.get(field);
        if (value == null) {
            return field.schema().type() == Schema.Type.STRUCT ? Map.of() : null;
        }
        return CelValues.view(value);
    }

    @Override
    Iterable<String> names() {
        return struct.schema().fields().stream().map(Field::name).toList();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** The fields of a Struct while they are rewritten; becomes a Struct again, of the schema the steps give it. */
final class Fields extends LinkedHashMap<String, Object> {

    private static final long serialVersionUID = 1L;

    Fields() {}

    /** The values of a Struct; what is not set counts as its default. */
    Fields(Struct struct) {
        super(struct.schema().fields().size() * 2);
        for (Field field : struct.schema().fields()) {
            put(field.name(), struct.get(field));
        }
    }

    /**
     * The value in a schema: objects under rewrite, and Structs of another schema, become Structs of this one.
     *
     * @throws org.apache.kafka.connect.errors.DataException if a value does not fit; its message may hold content
     */
    // the same schema is mostly the same object, and comparing schemas is slow
    @SuppressWarnings("ReferenceEquality")
    static Object fitted(Object value, Schema schema) {
        if (value instanceof Fields fields) {
            return fields.closed(schema);
        }
        if (value instanceof Struct struct) {
            boolean same = struct.schema() == schema || struct.schema().equals(schema);
            return same ? struct : new Fields(struct).closed(schema);
        }
        if (value instanceof List<?> items
                && schema.type() == Schema.Type.ARRAY
                && schema.valueSchema().type() == Schema.Type.STRUCT) {
            List<Object> fitted = new ArrayList<>(items.size());
            items.forEach(item -> fitted.add(fitted(item, schema.valueSchema())));
            return fitted;
        }
        return value;
    }

    private Struct closed(Schema schema) {
        Struct struct = new Struct(schema);
        for (Field field : schema.fields()) {
            Object value = get(field.name());
            if (value != null) {
                struct.put(field, fitted(value, field.schema()));
            } else if (!field.schema().isOptional() && field.schema().defaultValue() == null) {
                throw new DataException("Cannot close Struct: a required field has no value.");
            }
        }
        return struct;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/**
 * Makes Structs of rewritten {@link Fields}. With each value that is put, Connect checks all that lies below it again, which
 * takes longer than all else; so objects are put while they are empty, and every value is checked once.
 */
final class Structs {

    private Structs() {}

    /**
     * The value in a schema: objects under rewrite, and Structs of another schema, become Structs of this one.
     *
     * @throws DataException if a value does not fit; its message may hold content
     */
    static Object fitted(Object value, Schema schema) {
        Fields fields = fields(value, schema);
        if (fields == null) {
            return value;
        }
        Struct struct = new Struct(schema);
        fill(struct, fields);
        return struct;
    }

    /** What must become a Struct of this schema; null if the value can stay. */
    // the same schema is mostly the same object, and comparing schemas is slow
    @SuppressWarnings("ReferenceEquality")
    private static Fields fields(Object value, Schema schema) {
        if (value instanceof Fields fields) {
            return fields;
        }
        return value instanceof Struct struct
                        && struct.schema() != schema
                        && !struct.schema().equals(schema)
                ? new Fields(struct)
                : null;
    }

    private static void fill(Struct struct, Fields fields) {
        int index = -1;
        for (Field field : struct.schema().fields()) {
            index = fields.after(index);
            Object value = fields.value(field, index);
            if (value != null) {
                put(struct, field, value);
            } else if (required(field)) {
                throw new DataException("Cannot close Struct: a required field has no value.");
            }
        }
    }

    private static void put(Struct struct, Field field, Object value) {
        Schema schema = field.schema();
        // the type of the schema first: asking whether a text is a List takes longer
        if (ofStructs(schema) && value instanceof List<?> items) {
            List<Object> list = new ArrayList<>(items.size());
            struct.put(field, list);
            fill(list, items, schema.valueSchema());
            return;
        }
        Fields fields = fields(value, schema);
        if (fields == null || anyRequired(schema)) {
            struct.put(field, fitted(value, schema));
            return;
        }
        Struct group = new Struct(schema);
        struct.put(field, group);
        fill(group, fields);
    }

    private static void fill(List<Object> list, List<?> items, Schema schema) {
        for (Object item : items) {
            Object fitted = fitted(item, schema);
            if (!(fitted instanceof Struct) && !(fitted == null && schema.isOptional())) {
                throw new DataException("Cannot close list: an item is no Struct.");
            }
            list.add(fitted);
        }
    }

    private static boolean ofStructs(Schema schema) {
        return schema.type() == Schema.Type.ARRAY && schema.valueSchema().type() == Schema.Type.STRUCT;
    }

    private static boolean anyRequired(Schema schema) {
        for (Field field : schema.fields()) {
            if (required(field)) {
                return true;
            }
        }
        return false;
    }

    private static boolean required(Field field) {
        return !field.schema().isOptional() && field.schema().defaultValue() == null;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import io.affidavit.smt.version.SchemaVersion;
import io.affidavit.smt.version.VersionRange;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Brings values of some versions to the target version. Never changes a value; safe for many threads. */
public final class Upcast {

    private final VersionRange from;
    private final Program program;
    private final Integer schemaVersion;
    private final ShapeCache shapes;

    Upcast(VersionRange from, Program program, SchemaVersion target) {
        this.from = from;
        this.program = program;
        this.schemaVersion = target.major();
        this.shapes = new ShapeCache(this::reshaped);
    }

    VersionRange from() {
        return from;
    }

    /**
     * The value in the target version.
     *
     * @param schema of the record; null if it has none
     * @param value Struct or Map
     * @throws UpcastException if the value is neither, or cannot be brought there
     */
    public SchemaAndValue apply(Schema schema, Object value) {
        if (value instanceof Struct struct) {
            Schema target = shapes.of(struct.schema());
            return new SchemaAndValue(target, fitted(program.rewrite(struct), target));
        }
        if (value instanceof Map<?, ?>) {
            if (schema != null && schema.type() == Schema.Type.MAP) {
                // its values are of one type, which no step may change
                shapes.of(schema);
            }
            return new SchemaAndValue(schema, program.rewrite(value));
        }
        throw new UpcastException(UpcastException.SHAPE, "*");
    }

    /** A schema that states a version states that of the target, which it can only in whole numbers. */
    private Schema reshaped(Schema schema) {
        return program.rewrite(schema, schema.version() == null ? null : schemaVersion);
    }

    @SuppressWarnings("UnusedException") // its message may hold content
    private static Object fitted(Object value, Schema schema) {
        try {
            return Structs.fitted(value, schema);
        } catch (DataException e) {
            throw new UpcastException(UpcastException.VALUE, "*");
        }
    }
}

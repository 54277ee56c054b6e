/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.reject;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * The value of a rejected record: where it was going, what it looked like from outside, and its content either left out
 * ({@code form=reference}) or sealed ({@code form=encrypted}).
 */
final class QuarantinedPayload {

    static final Schema SCHEMA = SchemaBuilder.struct()
            .name("ai.governance.reject")
            .version(1)
            .field("topic", Schema.STRING_SCHEMA)
            .field("rule", Schema.STRING_SCHEMA)
            .field("path", Schema.OPTIONAL_STRING_SCHEMA)
            .field("form", Schema.STRING_SCHEMA)
            .field("kind", Schema.STRING_SCHEMA)
            .field("size", Schema.OPTIONAL_INT64_SCHEMA)
            .field("schema_name", Schema.OPTIONAL_STRING_SCHEMA)
            .field("schema_version", Schema.OPTIONAL_INT32_SCHEMA)
            .field("payload", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private QuarantinedPayload() {}

    /** @param sealed the sealed record, or null for a reference */
    static Struct of(ConnectRecord<?> record, Rejection rejection, String sealed) {
        Object value = record.value();
        Schema schema = record.valueSchema();
        return new Struct(SCHEMA)
                .put("topic", record.topic())
                .put("rule", rejection.rule())
                .put("path", rejection.path())
                .put("form", sealed == null ? "reference" : "encrypted")
                .put("kind", kind(value))
                .put("size", size(value))
                .put("schema_name", schema == null ? null : schema.name())
                .put("schema_version", schema == null ? null : schema.version())
                .put("payload", sealed);
    }

    private static String kind(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Struct) {
            return "struct";
        }
        if (value instanceof Map) {
            return "map";
        }
        if (value instanceof Collection) {
            return "array";
        }
        if (value instanceof CharSequence) {
            return "text";
        }
        if (value instanceof byte[] || value instanceof ByteBuffer) {
            return "bytes";
        }
        return value instanceof Number ? "number" : value instanceof Boolean ? "boolean" : "other";
    }

    /** Characters of text, bytes of bytes, fields or elements of containers; null for the rest. */
    private static Long size(Object value) {
        if (value instanceof CharSequence text) {
            return (long) text.length();
        }
        if (value instanceof byte[] bytes) {
            return (long) bytes.length;
        }
        if (value instanceof ByteBuffer buffer) {
            return (long) buffer.remaining();
        }
        if (value instanceof Struct struct) {
            return (long) struct.schema().fields().size();
        }
        if (value instanceof Map<?, ?> map) {
            return (long) map.size();
        }
        return value instanceof Collection<?> items ? (long) items.size() : null;
    }
}

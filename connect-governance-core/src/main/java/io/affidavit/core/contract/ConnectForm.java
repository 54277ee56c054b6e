/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.contract;

import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;

/** The contract as Connect schema. */
final class ConnectForm {

    private ConnectForm() {}

    static Schema schema(List<EventField> fields) {
        SchemaBuilder event = SchemaBuilder.struct().name(EventContract.NAME).version(EventContract.CONNECT_VERSION);
        fields.forEach(field -> event.field(field.name(), schema(field)));
        return event.build();
    }

    private static Schema schema(EventField field) {
        SchemaBuilder builder = builder(field);
        return field.required() ? builder.build() : builder.optional().build();
    }

    private static SchemaBuilder builder(EventField field) {
        return switch (field.type()) {
            case STRING -> SchemaBuilder.string();
            case INT64 -> SchemaBuilder.int64();
            case FLOAT64 -> SchemaBuilder.float64();
            case BOOLEAN -> SchemaBuilder.bool();
            case STRING_LIST -> SchemaBuilder.array(Schema.STRING_SCHEMA);
            case STRING_MAP -> SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA);
            case TIMESTAMP_MS -> Timestamp.builder();
            case STRUCT -> {
                SchemaBuilder group = SchemaBuilder.struct().name(EventContract.NAME + "." + field.name());
                field.children().forEach(child -> group.field(child.name(), schema(child)));
                yield group;
            }
        };
    }
}

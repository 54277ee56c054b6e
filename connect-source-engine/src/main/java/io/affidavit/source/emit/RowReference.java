/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.emit;

import io.affidavit.source.spi.SourceRow;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * What stands for a row that is not sent: {@code {source {system, instance, entity, key, position, row_hash, key_id}, rule,
 * size_bytes}}.
 */
final class RowReference {

    /** Value of {@code gov.control} on references. */
    static final String CONTROL = "rejected-reference";
    /** Value of {@code gov.reject.rule} on those to rows that are too large. */
    static final String TOO_LARGE = "record.max.bytes";

    private static final Schema SOURCE = SchemaBuilder.struct()
            .name("io.affidavit.source.RowReference.Source")
            .field("system", Schema.STRING_SCHEMA)
            .field("instance", Schema.STRING_SCHEMA)
            .field("entity", Schema.STRING_SCHEMA)
            .field("key", Schema.STRING_SCHEMA)
            .field("position", Schema.STRING_SCHEMA)
            .field("row_hash", Schema.STRING_SCHEMA)
            .field("key_id", Schema.STRING_SCHEMA)
            .build();

    static final Schema SCHEMA = SchemaBuilder.struct()
            .name("io.affidavit.source.RowReference")
            .field("source", SOURCE)
            .field("rule", Schema.STRING_SCHEMA)
            .field("size_bytes", Schema.INT64_SCHEMA)
            .build();

    private RowReference() {}

    static Struct of(Origin origin, SourceRow row, String rule, long size) {
        Struct source = new Struct(SOURCE)
                .put("system", origin.system())
                .put("instance", origin.instance())
                .put("entity", origin.entity())
                .put("key", row.position().key())
                .put("position", row.positionText())
                .put("row_hash", row.rowHash())
                .put("key_id", origin.keyId());
        return new Struct(SCHEMA).put("source", source).put("rule", rule).put("size_bytes", size);
    }
}

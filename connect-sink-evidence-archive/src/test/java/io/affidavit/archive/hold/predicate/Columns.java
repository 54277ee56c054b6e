/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold.predicate;

import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Columns of every kind that predicates are asked of, and rows of them in Iceberg's internal values. */
final class Columns {

    private static final Types.StructType MODEL = Types.StructType.of(
            NestedField.optional(11, "request_model", Types.StringType.get()),
            NestedField.optional(12, "cost", Types.DoubleType.get()));

    static final Schema SCHEMA = new Schema(
            NestedField.required(1, "retention_class", Types.StringType.get()),
            NestedField.required(2, "custody", Types.StringType.get()),
            NestedField.optional(3, "anomaly", Types.StringType.get()),
            NestedField.required(4, "event_time", Types.TimestampType.withZone()),
            NestedField.optional(5, "tenant_id", Types.StringType.get()),
            NestedField.optional(6, "model", MODEL),
            NestedField.optional(7, "tokens", Types.LongType.get()),
            NestedField.optional(8, "flagged", Types.BooleanType.get()),
            NestedField.optional(9, "day", Types.DateType.get()),
            NestedField.optional(20, "tags", Types.ListType.ofOptional(21, Types.StringType.get())));

    static final long TIME = 1_767_225_600_000_000L; // 2026-01-01T00:00:00Z

    private Columns() {}

    /** A row of tenant acme at {@link #TIME}, with {@code others} in the place of what it has. */
    static GenericRecord row(Map<String, Object> others) {
        GenericRecord row = GenericRecord.create(SCHEMA);
        row.setField("retention_class", "std-1y");
        row.setField("custody", "std");
        row.setField("event_time", TIME);
        row.setField("tenant_id", "acme");
        row.setField("tokens", 100L);
        row.setField("flagged", true);
        row.setField("day", 20_454);
        row.setField("model", model("gpt-a", 1.5));
        others.forEach(row::setField);
        return row;
    }

    static GenericRecord model(String name, Double cost) {
        GenericRecord model = GenericRecord.create(MODEL);
        model.setField("request_model", name);
        model.setField("cost", cost);
        return model;
    }
}

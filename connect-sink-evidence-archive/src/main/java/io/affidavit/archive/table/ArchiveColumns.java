/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.table;

import io.affidavit.core.contract.EventContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The columns the archive adds to what a record brings. They stand first, so that Iceberg keeps bounds for them however
 * wide the record is.
 */
public final class ArchiveColumns {

    public static final String RETENTION_CLASS = "retention_class";
    public static final String CUSTODY = "custody";
    public static final String ANOMALY = "anomaly";
    public static final String KAFKA = "_kafka";
    /** The clamped event time; a record's own field of this name is the same column. */
    public static final String EVENT_TIME = "event_time";

    /** Random bytes that keep a row from being guessed by its leaf hash; only in tables whose rows are salted. */
    public static final String SALT = "_salt";

    /** Whose event it is, where records say so. */
    public static final String TENANT_ID = "tenant_id";

    /** Fields of {@link #KAFKA}, in their order. */
    public static final List<String> KAFKA_FIELDS = List.of("topic", "partition", "offset", "timestamp", "key");

    /** Names a record may not bring at its top level. */
    public static final Set<String> RESERVED = Set.of(RETENTION_CLASS, CUSTODY, ANOMALY, KAFKA, SALT);

    // Ids only have to be unique here: the catalog assigns its own when it creates the table.
    private static final int FIRST_ID = 1_000_000;

    private ArchiveColumns() {}

    /** The schema of a table that archives the event contract. */
    public static Schema ofContract() {
        return around(SchemaParser.fromJson(EventContract.icebergSchema()).columns());
    }

    /** The schema of a table that archives records with {@code columns}. */
    public static Schema around(List<NestedField> columns) {
        List<NestedField> all = new ArrayList<>(archive());
        if (columns.stream().noneMatch(column -> column.name().equals(EVENT_TIME))) {
            all.add(NestedField.required(
                    FIRST_ID + 20,
                    EVENT_TIME,
                    Types.TimestampType.withZone(),
                    "When the event happened, within the bounds the archive accepts."));
        }
        columns.stream().map(ArchiveColumns::eventTimeAsPartitionSource).forEach(all::add);
        return new Schema(all);
    }

    /** Columns that every table of the archive begins with, the quarantine table included. */
    static List<NestedField> archive() {
        return Stream.of(
                        NestedField.required(
                                FIRST_ID,
                                RETENTION_CLASS,
                                Types.StringType.get(),
                                "Retention class that governs the row."),
                        NestedField.required(
                                FIRST_ID + 1,
                                CUSTODY,
                                Types.StringType.get(),
                                "std, or hold if a legal hold was tagged."),
                        NestedField.optional(
                                FIRST_ID + 2,
                                ANOMALY,
                                Types.StringType.get(),
                                "What the archive had to correct, such as event_time_clamped:<original milliseconds>."),
                        NestedField.required(FIRST_ID + 3, KAFKA, kafka(), "Where the record came from."))
                .toList();
    }

    private static Types.StructType kafka() {
        return Types.StructType.of(
                NestedField.required(FIRST_ID + 10, "topic", Types.StringType.get(), "Topic."),
                NestedField.required(FIRST_ID + 11, "partition", Types.IntegerType.get(), "Partition."),
                NestedField.required(FIRST_ID + 12, "offset", Types.LongType.get(), "Offset."),
                NestedField.optional(FIRST_ID + 13, "timestamp", Types.TimestampType.withZone(), "Record timestamp."),
                NestedField.optional(FIRST_ID + 14, "key", Types.StringType.get(), "Record key, as text."));
    }

    private static NestedField eventTimeAsPartitionSource(NestedField column) {
        return column.name().equals(EVENT_TIME)
                ? NestedField.required(column.fieldId(), EVENT_TIME, Types.TimestampType.withZone(), column.doc())
                : column;
    }
}

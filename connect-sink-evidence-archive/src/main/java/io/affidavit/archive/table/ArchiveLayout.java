/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/**
 * How every table of the archive is laid out: {@code (retention_class, custody, day(event_time))}, so that expiry drops
 * whole partitions and a held row never shares a file with one that may go.
 */
public final class ArchiveLayout {

    private static final List<String> EXPECTED = List.of(
            ArchiveColumns.RETENTION_CLASS + ":identity",
            ArchiveColumns.CUSTODY + ":identity",
            ArchiveColumns.EVENT_TIME + ":day");

    private static final List<String> MEASURED = List.of(
            ArchiveColumns.RETENTION_CLASS,
            ArchiveColumns.CUSTODY,
            ArchiveColumns.EVENT_TIME,
            ArchiveColumns.KAFKA + ".topic",
            ArchiveColumns.KAFKA + ".partition",
            ArchiveColumns.KAFKA + ".offset",
            ArchiveColumns.KAFKA + ".timestamp",
            "event_id",
            "entity_id",
            "category");

    private ArchiveLayout() {}

    /** The partition spec for {@code schema}. */
    public static PartitionSpec spec(Schema schema) {
        return PartitionSpec.builderFor(schema)
                .identity(ArchiveColumns.RETENTION_CLASS)
                .identity(ArchiveColumns.CUSTODY)
                .day(ArchiveColumns.EVENT_TIME)
                .build();
    }

    /** The order of rows within a file: by tenant, where rows have one, then by event time. */
    public static SortOrder sortOrder(Schema schema) {
        SortOrder.Builder order = SortOrder.builderFor(schema);
        if (hasTenant(schema)) {
            order.asc(ArchiveColumns.TENANT_ID);
        }
        return order.asc(ArchiveColumns.EVENT_TIME).build();
    }

    private static boolean hasTenant(Schema schema) {
        NestedField tenant = schema.findField(ArchiveColumns.TENANT_ID);
        return tenant != null && tenant.type().typeId() == Type.TypeID.STRING;
    }

    /** Why rows cannot be archived in a table of this shape; empty when they can. */
    public static Optional<String> fault(Schema schema, PartitionSpec spec) {
        List<String> actual = spec.fields().stream()
                .map(field -> schema.findColumnName(field.sourceId()) + ":" + field.transform())
                .toList();
        if (!actual.equals(EXPECTED)) {
            return Optional.of("it is partitioned by " + actual + " and must be by " + EXPECTED);
        }
        return ArchiveColumns.archive().stream()
                .filter(column -> !sameShape(column.type(), schema.findType(column.name())))
                .map(column -> "its column " + column.name() + " is missing or of another type")
                .findFirst();
    }

    /**
     * Properties of a new table; those of a table that exists are its owner's and stay. Statistics are kept only for the archive's own columns and ids, because manifests would
     * otherwise repeat the beginnings of sensitive values.
     */
    public static Map<String, String> properties(Schema schema) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(TableProperties.FORMAT_VERSION, "2");
        properties.put(TableProperties.PARQUET_COMPRESSION, "zstd");
        // Columns of ever new values, most of an event's bytes, cost a great dictionary before Parquet gives it up.
        properties.put(TableProperties.PARQUET_DICT_SIZE_BYTES, "32768");
        // What an open file holds in memory.
        properties.put(TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES, Integer.toString(32 << 20));
        properties.put(TableProperties.METADATA_COMPRESSION, "gzip");
        properties.put(TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true");
        properties.put(TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "20");
        // A merge must be over before the next task commits, on an object store too: few manifests at a time, and none
        // of them great.
        properties.put(TableProperties.MANIFEST_MIN_MERGE_COUNT, "10");
        properties.put(TableProperties.MANIFEST_TARGET_SIZE_BYTES, Integer.toString(1 << 20));
        // Engines that clean up by themselves must not delete the archive's bytes.
        properties.put(TableProperties.GC_ENABLED, "false");
        properties.put(TableProperties.DEFAULT_WRITE_METRICS_MODE, "counts");
        for (String column : MEASURED) {
            if (schema.findField(column) != null) {
                properties.put(TableProperties.METRICS_MODE_COLUMN_CONF_PREFIX + column, "full");
            }
        }
        return properties;
    }

    private static boolean sameShape(Type expected, Type actual) {
        if (actual == null || expected.typeId() != actual.typeId()) {
            return false;
        }
        return !expected.isStructType()
                || expected.asStructType().fields().stream().allMatch(field -> {
                    var found = actual.asStructType().field(field.name());
                    return found != null
                            && found.type().typeId() == field.type().typeId();
                });
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import io.affidavit.archive.table.ArchiveColumns;
import io.affidavit.archive.table.ArchivePartition;
import io.affidavit.archive.table.Custody;
import io.affidavit.archive.table.SchemaChange;
import io.affidavit.core.tags.GovHeaders;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Converts records for one schema of the events table. The whole record is converted before any of it is written, so a
 * refused record leaves no trace in a file. Not thread-safe.
 */
public final class RecordConverter {

    /**
     * How records are to be read.
     *
     * @param evolves whether unknown fields become columns
     * @param relaxes whether a required column may become optional
     * @param maxColumns how many top-level and nested columns the table may have
     * @param defaultsForNulls whether a null field of a Struct counts as the default of its schema
     * @param salts what each row is salted with, if it is
     */
    public record Settings(
            RecordTags tags,
            EventTimes times,
            boolean evolves,
            boolean relaxes,
            int maxColumns,
            boolean defaultsForNulls,
            Optional<RowSalts> salts) {}

    private static final SchemaChange SALT_COLUMN =
            new SchemaChange.AddColumn(null, ArchiveColumns.SALT, Types.BinaryType.get());

    private final Settings settings;
    private final Growth growth;
    private final StructCoercion columns;
    private final int retentionClass;
    private final int custody;
    private final int anomaly;
    private final int kafka;
    private final int eventTime;
    private final int salt;

    public RecordConverter(Schema schema, Settings settings) {
        this.settings = settings;
        this.growth = new Growth(
                settings.evolves(), settings.relaxes(), schema.idToName().values(), settings.maxColumns());
        this.columns = new Coercions(growth, settings.defaultsForNulls())
                .toRow(schema.asStruct(), ArchiveColumns.RESERVED, Set.of(ArchiveColumns.EVENT_TIME));
        List<String> names = schema.columns().stream().map(NestedField::name).toList();
        this.retentionClass = names.indexOf(ArchiveColumns.RETENTION_CLASS);
        this.custody = names.indexOf(ArchiveColumns.CUSTODY);
        this.anomaly = names.indexOf(ArchiveColumns.ANOMALY);
        this.kafka = names.indexOf(ArchiveColumns.KAFKA);
        this.eventTime = names.indexOf(ArchiveColumns.EVENT_TIME);
        this.salt = names.indexOf(ArchiveColumns.SALT);
    }

    /** Converts a record whose value is not null. */
    public Conversion convert(SinkRecord record) {
        try {
            if (salt < 0 && settings.salts().isPresent()) {
                return new Conversion.NeedsGrowth(List.of(SALT_COLUMN));
            }
            Object value = Values.structured(record.value());
            Row row = (Row) columns.coerce(value);
            if (!growth.isEmpty()) {
                return new Conversion.NeedsGrowth(growth.drain());
            }
            return complete(row, record, value);
        } catch (Rejection rejection) {
            growth.drain();
            return new Conversion.Refused(rejection.rule(), rejection.path());
        }
    }

    /** Whether a record that carries {@link GovHeaders#CONTROL} is nevertheless an event to archive. */
    public static boolean isEvent(SinkRecord record) {
        try {
            return Values.isEvent(Values.structured(record.value()));
        } catch (Rejection rejection) {
            return false;
        }
    }

    private Conversion complete(Row row, SinkRecord record, Object value) {
        String governedBy = settings.tags().retentionClass(record.headers(), value);
        Custody kept = settings.tags().custody(record.headers(), value);
        EventTimes.Stamp stamp = settings.times().stamp(value, record.timestamp());
        row.set(retentionClass, governedBy);
        row.set(custody, kept.column());
        row.set(anomaly, stamp.anomaly());
        row.set(kafka, KafkaColumn.of(record));
        row.set(eventTime, stamp.micros());
        settings.salts().ifPresent(salts -> row.set(salt, salts.next()));
        return new Conversion.Archivable(row, ArchivePartition.of(governedBy, kept, stamp.micros()));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.quarantine;

import io.affidavit.archive.convert.Conversion;
import io.affidavit.archive.convert.EventTimes;
import io.affidavit.archive.convert.KafkaColumn;
import io.affidavit.archive.convert.RecordTags;
import io.affidavit.archive.convert.Row;
import io.affidavit.archive.convert.Rules;
import io.affidavit.archive.table.ArchiveColumns;
import io.affidavit.archive.table.ArchivePartition;
import io.affidavit.archive.table.Custody;
import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.tags.GovHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.sink.SinkRecord;

/** Makes rows of the quarantine table. Takes every record: a quarantine that can refuse would lose. Not thread-safe. */
public final class QuarantineRows {

    private static final Pattern RULE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}");

    private final RecordTags tags;
    private final EventTimes times;
    private final String connector;
    private final String lineage;
    private final boolean keepsPayload;
    private final List<String> columns;

    /** @param keepsPayload whether the record's value is kept */
    public QuarantineRows(
            Schema schema, RecordTags tags, EventTimes times, String connector, String lineage, boolean keepsPayload) {
        this.columns = schema.columns().stream().map(NestedField::name).toList();
        this.tags = tags;
        this.times = times;
        this.connector = connector;
        this.lineage = lineage;
        this.keepsPayload = keepsPayload;
    }

    /** Why a transform rejected the record upstream; null if none did. */
    public static Conversion.Refused rejectedUpstream(SinkRecord record) {
        if (!GovHeaders.has(record.headers(), GovHeaders.REJECT_RULE)) {
            return null;
        }
        String rule = GovHeaders.text(record.headers(), GovHeaders.REJECT_RULE);
        boolean named = rule != null && RULE_ID.matcher(rule).matches();
        return new Conversion.Refused(
                named ? rule : Rules.UNNAMED_REJECT, GovHeaders.text(record.headers(), GovHeaders.REJECT_PATH));
    }

    /** The row of a refused record. */
    public Conversion.Archivable row(SinkRecord record, Conversion.Refused refusal) {
        Object value = readable(record.value());
        String retentionClass = tags.retentionClassOrUnlabelled(record.headers(), value);
        Custody custody = tags.custody(record.headers(), value);
        long ingested = times.ingested(record.timestamp());
        Row row = new Row(columns.size());
        set(row, ArchiveColumns.RETENTION_CLASS, retentionClass);
        set(row, ArchiveColumns.CUSTODY, custody.column());
        set(row, ArchiveColumns.ANOMALY, null);
        set(row, ArchiveColumns.KAFKA, KafkaColumn.of(record));
        set(row, ArchiveColumns.EVENT_TIME, ingested);
        set(row, QuarantineColumns.RULE, refusal.rule());
        set(row, QuarantineColumns.PATH, refusal.path());
        set(row, QuarantineColumns.CONNECTOR, connector);
        set(row, QuarantineColumns.LINEAGE, lineage);
        set(row, QuarantineColumns.PAYLOAD, keepsPayload ? payload(value) : null);
        set(row, QuarantineColumns.SOURCE, SourceColumn.of(record, value));
        return new Conversion.Archivable(row, ArchivePartition.of(retentionClass, custody, ingested));
    }

    private void set(Row row, String column, Object value) {
        row.set(columns.indexOf(column), value);
    }

    /** JSON text as the value it stands for, so that tags inside it are seen; other values as they are. */
    private static Object readable(Object value) {
        try {
            return JsonText.opened(value);
        } catch (InvalidJsonException e) {
            return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value;
        }
    }

    private static String payload(Object value) {
        try {
            return CanonicalJson.of(value);
        } catch (InvalidJsonException e) {
            return null;
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay.connect;

import io.affidavit.archive.replay.Coordinate;
import io.affidavit.archive.replay.ReplayPosition;
import io.affidavit.archive.replay.ReplayedRow;
import io.affidavit.archive.replay.UsageReceipt;
import io.affidavit.archive.replay.grant.ReplayRequest;
import io.affidavit.archive.table.ArchiveColumns;
import io.affidavit.archive.table.Custody;
import io.affidavit.core.contract.EventContract;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.core.tags.LegalHold;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Makes source records of replayed rows and of the receipt at their end. They have no timestamp: one of the past would have a
 * topic with time retention delete them. Not thread-safe.
 */
public final class ReplayRecords {

    /** What {@link GovHeaders#CONTROL} says of a receipt. */
    public static final String RECEIPT = "replay-receipt";

    private static final String PERMISSION = "replay_permission";

    private final ReplayRequest terms;
    private final String receiptTopic;
    private Types.StructType columns;
    private Schema schema;

    /** @param receiptTopic that the receipt is written to */
    public ReplayRecords(ReplayRequest terms, String receiptTopic) {
        this.terms = terms;
        this.receiptTopic = receiptTopic;
    }

    /**
     * The source partition: a grant of a table is used once, wherever its connector runs. Connect finds offsets by the bytes that
     * this is written as, so that its order is the same in every process.
     */
    public Map<String, String> partition() {
        return new TreeMap<>(Map.of("table", terms.tableUuid(), "grant", terms.id()));
    }

    /** The position that a source offset holds; the start where there is none. */
    public static ReplayPosition position(Map<String, Object> offset) {
        return offset == null ? ReplayPosition.START : ReplayPosition.of(offset);
    }

    /** The record of a row, with the key it was archived with. */
    public SourceRecord of(ReplayedRow replayed) {
        Record row = replayed.row();
        if (!row.struct().equals(columns)) {
            schema = ConnectShape.of(row.struct());
            columns = row.struct();
        }
        Record kafka = (Record) row.getField(ArchiveColumns.KAFKA);
        return new SourceRecord(
                partition(),
                replayed.position().toMap(),
                terms.topic(),
                null,
                Schema.OPTIONAL_STRING_SCHEMA,
                kafka.getField("key"),
                schema,
                ConnectValues.struct(schema, row),
                null,
                headers(row, replayed.coordinate()));
    }

    /** The control record of a receipt. */
    public SourceRecord of(UsageReceipt receipt) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(GovHeaders.CONTROL, RECEIPT);
        headers.addString(GovHeaders.REPLAY_GRANT, terms.id());
        return new SourceRecord(
                partition(),
                receipt.position().toMap(),
                receiptTopic,
                null,
                Schema.STRING_SCHEMA,
                receipt.id(),
                Schema.STRING_SCHEMA,
                receipt.json(),
                null,
                headers);
    }

    private ConnectHeaders headers(Record row, Coordinate coordinate) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(GovHeaders.REPLAY_GRANT, terms.id());
        headers.addString(GovHeaders.REPLAY_TOPIC, coordinate.source().topic());
        headers.addString(
                GovHeaders.REPLAY_PARTITION,
                Integer.toString(coordinate.source().partition()));
        headers.addString(GovHeaders.REPLAY_OFFSET, Long.toString(coordinate.offset()));
        headers.addString(
                GovHeaders.RETENTION_CLASS,
                row.getField(ArchiveColumns.RETENTION_CLASS).toString());
        Object lifecycle = field(row, "lifecycle");
        headers.addString(GovHeaders.LEGAL_HOLD, hold(row, lifecycle).headerText());
        add(headers, GovHeaders.REPLAY, field(lifecycle, PERMISSION));
        Object version = field(row, "schema_version");
        if (version != null && EventContract.NAME.equals(schema.name())) {
            headers.addString(GovHeaders.SCHEMA, EventContract.NAME + ":" + version);
        }
        return headers;
    }

    /** What is in custody stays held; the matters are those that the record names. */
    private static LegalHold hold(Record row, Object lifecycle) {
        if (!Custody.HOLD.column().equals(row.getField(ArchiveColumns.CUSTODY))) {
            return LegalHold.NONE;
        }
        return field(lifecycle, "legal_hold_ids") instanceof Collection<?> matters && !matters.isEmpty()
                ? LegalHold.parse(
                        matters.stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new)).stream()
                                .collect(Collectors.joining(",")))
                : LegalHold.parse("true");
    }

    private static Object field(Object group, String name) {
        return group instanceof Record fields ? fields.getField(name) : null;
    }

    private static void add(ConnectHeaders headers, String name, Object value) {
        if (value != null) {
            headers.addString(name, value.toString());
        }
    }
}

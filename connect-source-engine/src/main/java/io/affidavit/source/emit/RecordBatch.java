/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.emit;

import io.affidavit.core.data.JsonSize;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.spi.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;

/** Records of rows of one partition, all observed at one time. */
public final class RecordBatch {

    private final RecordFactory factory;
    private final Map<String, ?> partition;
    private final Long now;
    private final Header observed;
    private final List<SourceRecord> records;

    RecordBatch(RecordFactory factory, Map<String, ?> partition, int size, long now) {
        this.factory = factory;
        this.partition = partition;
        this.now = now;
        this.observed = new ConnectHeaders()
                .addLong(GovHeaders.SOURCE_OBSERVED_MS, now)
                .lastWithName(GovHeaders.SOURCE_OBSERVED_MS);
        this.records = new ArrayList<>(size);
    }

    /**
     * Adds the records of a row: one for each event that a transform may make of it, numbered by {@code gov.source.ordinal}.
     * Event 0, which every row gives, comes last and alone carries the row's offset: the transform drops what the row
     * gives no event for, and Connect stores no offset of a dropped record. A crash before it repeats the row.
     *
     * @param before offset of the row before, for the others; null for the first row of all
     * @return whether the row was too large or unreadable, so that a reference was added in its stead
     */
    public boolean add(Map<String, ?> before, Map<String, ?> offset, SourceRow row) {
        if (row.value() instanceof Unreadable unreadable) {
            quarantine(offset, row, unreadable.rule(), unreadable.sizeBytes());
            return true;
        }
        boolean maybeLarge = row.chars() * JsonSize.MOST_BYTES_PER_CHAR >= factory.maxBytes;
        long size = maybeLarge ? JsonSize.of(row.value()) : 0;
        if (size > factory.maxBytes) {
            quarantine(offset, row, RowReference.TOO_LARGE, size);
            return true;
        }
        for (int ordinal = 1; ordinal < factory.eventsPerRow; ordinal++) {
            add(before, factory.topic, row, row.schema(), row.value(), headers(row, ordinal));
        }
        add(offset, factory.topic, row, row.schema(), row.value(), headers(row, 0));
        return false;
    }

    /** Adds what is said of the rows. */
    public void add(SourceRecord record) {
        records.add(record);
    }

    /** All that was added. */
    public List<SourceRecord> records() {
        return records;
    }

    private void quarantine(Map<String, ?> offset, SourceRow row, String rule, long size) {
        ConnectHeaders headers = headers(row);
        headers.addString(GovHeaders.REJECT_RULE, rule).addString(GovHeaders.CONTROL, RowReference.CONTROL);
        add(
                offset,
                factory.quarantineTopic,
                row,
                RowReference.SCHEMA,
                RowReference.of(factory.origin, row, rule, size),
                headers);
    }

    private void add(
            Map<String, ?> offset, String topic, SourceRow row, Schema schema, Object value, ConnectHeaders headers) {
        records.add(new SourceRecord(
                partition,
                offset,
                topic,
                null,
                Schema.STRING_SCHEMA,
                row.position().key(),
                schema,
                value,
                now,
                headers));
    }

    private ConnectHeaders headers(SourceRow row, int ordinal) {
        ConnectHeaders headers = headers(row);
        if (factory.eventsPerRow > 1) {
            headers.addString(GovHeaders.SOURCE_ORDINAL, Integer.toString(ordinal));
            headers.addString(GovHeaders.SOURCE_ORDINALS, Integer.toString(factory.eventsPerRow));
        }
        return headers;
    }

    private ConnectHeaders headers(SourceRow row) {
        ConnectHeaders headers = new ConnectHeaders();
        for (Header header : factory.common) {
            headers.add(header);
        }
        headers.addString(GovHeaders.SOURCE_KEY, row.position().key());
        headers.addString(GovHeaders.SOURCE_POSITION, row.positionText());
        headers.addString(GovHeaders.SOURCE_ROW_HASH, row.rowHash());
        headers.add(observed);
        return headers;
    }
}

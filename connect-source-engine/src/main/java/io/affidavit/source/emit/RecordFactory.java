/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.emit;

import io.affidavit.core.data.JsonSize;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.spi.Unreadable;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Makes the records of a row: value is the row, key its key text, headers say where it came from. The timestamp is the
 * clock's, never the row's: a topic with time retention deletes backdated records within minutes.
 *
 * <p>A row larger than the limit is not sent, for it would fail the task for ever, nor is what nobody can read. In its stead
 * a reference goes to the quarantine topic, marked as a control record so that transforms leave it alone: value {@code {source {system,
 * instance, entity, key, position, row_hash, key_id}, rule, size_bytes}}. Used by one thread.
 */
public final class RecordFactory {

    /** Value of {@code gov.reject.rule} on references to rows that are too large. */
    public static final String TOO_LARGE = "record.max.bytes";

    private static final String REFERENCE = "rejected-reference";

    private static final Schema SOURCE_SCHEMA = SchemaBuilder.struct()
            .name("io.affidavit.source.RowReference.Source")
            .field("system", Schema.STRING_SCHEMA)
            .field("instance", Schema.STRING_SCHEMA)
            .field("entity", Schema.STRING_SCHEMA)
            .field("key", Schema.STRING_SCHEMA)
            .field("position", Schema.STRING_SCHEMA)
            .field("row_hash", Schema.STRING_SCHEMA)
            .field("key_id", Schema.STRING_SCHEMA)
            .build();
    private static final Schema REFERENCE_SCHEMA = SchemaBuilder.struct()
            .name("io.affidavit.source.RowReference")
            .field("source", SOURCE_SCHEMA)
            .field("rule", Schema.STRING_SCHEMA)
            .field("size_bytes", Schema.INT64_SCHEMA)
            .build();

    private final Origin origin;
    private final String topic;
    private final String quarantineTopic;
    private final long maxBytes;
    private final int eventsPerRow;
    private final InstantSource clock;
    /** Headers that all rows have. */
    private final Header[] common;
    /** The one that says when: the same for all rows of a millisecond. */
    private Header observed;

    private long observedMillis;

    /** @param eventsPerRow how many records a row is handed over as, at least 1 */
    public RecordFactory(
            Origin origin, String topic, String quarantineTopic, long maxBytes, int eventsPerRow, InstantSource clock) {
        this.origin = origin;
        this.topic = topic;
        this.quarantineTopic = quarantineTopic;
        this.maxBytes = maxBytes;
        this.eventsPerRow = eventsPerRow;
        this.clock = clock;
        this.common = headers(new ConnectHeaders()
                .addString(GovHeaders.SOURCE_SYSTEM, origin.system())
                .addString(GovHeaders.SOURCE_INSTANCE, origin.instance())
                .addString(GovHeaders.SOURCE_ENTITY, origin.entity())
                .addString(GovHeaders.SOURCE_KEY_ID, origin.keyId()));
        this.observed = observed(0);
    }

    private static Header[] headers(Headers of) {
        return StreamSupport.stream(of.spliterator(), false).toArray(Header[]::new);
    }

    private static Header observed(long millis) {
        return new ConnectHeaders()
                .addLong(GovHeaders.SOURCE_OBSERVED_MS, millis)
                .lastWithName(GovHeaders.SOURCE_OBSERVED_MS);
    }

    public int eventsPerRow() {
        return eventsPerRow;
    }

    /**
     * Adds the records of a row: one for each event that a transform may make of it, numbered by {@code gov.source.ordinal}.
     * Event 0, which every row gives, comes last and alone carries the row's offset: the transform drops what the row
     * gives no event for, and Connect stores no offset of a dropped record. A crash before it repeats the row.
     *
     * @param batch where they are added
     * @param before offset of the row before, for the others; null for the first row of all
     * @return whether the row was too large or unreadable, so that a reference was added in its stead
     */
    public boolean add(
            List<SourceRecord> batch,
            Map<String, ?> partition,
            Map<String, ?> before,
            Map<String, ?> offset,
            SourceRow row) {
        long now = clock.millis();
        if (row.value() instanceof Unreadable unreadable) {
            batch.add(quarantined(partition, offset, row, unreadable.rule(), unreadable.sizeBytes(), now));
            return true;
        }
        boolean maybeLarge = row.chars() * JsonSize.MOST_BYTES_PER_CHAR >= maxBytes;
        long size = maybeLarge ? JsonSize.of(row.value()) : 0;
        if (size > maxBytes) {
            batch.add(quarantined(partition, offset, row, TOO_LARGE, size, now));
            return true;
        }
        for (int ordinal = 1; ordinal < eventsPerRow; ordinal++) {
            batch.add(
                    record(partition, before, topic, row, row.schema(), row.value(), now, headers(row, now, ordinal)));
        }
        batch.add(record(partition, offset, topic, row, row.schema(), row.value(), now, headers(row, now, 0)));
        return false;
    }

    private SourceRecord quarantined(
            Map<String, ?> partition, Map<String, ?> offset, SourceRow row, String rule, long size, long now) {
        ConnectHeaders headers = headers(row, now);
        headers.addString(GovHeaders.REJECT_RULE, rule).addString(GovHeaders.CONTROL, REFERENCE);
        return record(
                partition, offset, quarantineTopic, row, REFERENCE_SCHEMA, reference(row, rule, size), now, headers);
    }

    private static SourceRecord record(
            Map<String, ?> partition,
            Map<String, ?> offset,
            String topic,
            SourceRow row,
            Schema schema,
            Object value,
            long now,
            ConnectHeaders headers) {
        return new SourceRecord(
                partition,
                offset,
                topic,
                null,
                Schema.STRING_SCHEMA,
                row.position().key(),
                schema,
                value,
                now,
                headers);
    }

    private ConnectHeaders headers(SourceRow row, long now, int ordinal) {
        ConnectHeaders headers = headers(row, now);
        if (eventsPerRow > 1) {
            headers.addString(GovHeaders.SOURCE_ORDINAL, Integer.toString(ordinal));
            headers.addString(GovHeaders.SOURCE_ORDINALS, Integer.toString(eventsPerRow));
        }
        return headers;
    }

    private ConnectHeaders headers(SourceRow row, long now) {
        ConnectHeaders headers = new ConnectHeaders();
        for (Header header : common) {
            headers.add(header);
        }
        headers.addString(GovHeaders.SOURCE_KEY, row.position().key());
        headers.addString(GovHeaders.SOURCE_POSITION, row.positionText());
        headers.addString(GovHeaders.SOURCE_ROW_HASH, row.rowHash());
        if (now != observedMillis) {
            observed = observed(now);
            observedMillis = now;
        }
        headers.add(observed);
        return headers;
    }

    private Struct reference(SourceRow row, String rule, long size) {
        Struct source = new Struct(SOURCE_SCHEMA)
                .put("system", origin.system())
                .put("instance", origin.instance())
                .put("entity", origin.entity())
                .put("key", row.position().key())
                .put("position", row.positionText())
                .put("row_hash", row.rowHash())
                .put("key_id", origin.keyId());
        return new Struct(REFERENCE_SCHEMA)
                .put("source", source)
                .put("rule", rule)
                .put("size_bytes", size);
    }
}

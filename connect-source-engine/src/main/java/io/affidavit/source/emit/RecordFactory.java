/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.emit;

import io.affidavit.core.tags.GovHeaders;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;

/**
 * Makes the records of rows: value is the row, key its key text, headers say where it came from. The timestamp is the
 * clock's, never the row's: a topic with time retention deletes backdated records within minutes.
 *
 * <p>A row larger than the limit is not sent, for it would fail the task for ever, nor is what nobody can read. In its stead
 * a {@link RowReference} goes to the quarantine topic, marked as a control record so that transforms leave it alone.
 */
public final class RecordFactory {

    final Origin origin;
    final String topic;
    final String quarantineTopic;
    final long maxBytes;
    final int eventsPerRow;
    /** Headers that all rows have. */
    final Header[] common;

    private final InstantSource clock;

    /** @param eventsPerRow how many records a row is handed over as, at least 1 */
    public RecordFactory(
            Origin origin, String topic, String quarantineTopic, long maxBytes, int eventsPerRow, InstantSource clock) {
        this.origin = origin;
        this.topic = topic;
        this.quarantineTopic = quarantineTopic;
        this.maxBytes = maxBytes;
        this.eventsPerRow = eventsPerRow;
        this.clock = clock;
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(GovHeaders.SOURCE_SYSTEM, origin.system())
                .addString(GovHeaders.SOURCE_INSTANCE, origin.instance())
                .addString(GovHeaders.SOURCE_ENTITY, origin.entity())
                .addString(GovHeaders.SOURCE_KEY_ID, origin.keyId());
        this.common = StreamSupport.stream(headers.spliterator(), false).toArray(Header[]::new);
    }

    /**
     * Begins the records of rows of a partition that are observed now.
     *
     * @param rows how many there are
     */
    public RecordBatch batch(Map<String, ?> partition, int rows) {
        return new RecordBatch(this, partition, rows * eventsPerRow + 1, clock.millis());
    }
}

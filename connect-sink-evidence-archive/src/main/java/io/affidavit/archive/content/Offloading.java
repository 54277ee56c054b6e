/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.content;

import io.affidavit.core.content.ContentRef;
import io.affidavit.core.content.LargeContent;
import io.affidavit.core.content.Offloaded;
import io.affidavit.core.content.Pointer;
import io.affidavit.core.metrics.Meters;
import io.affidavit.core.tags.GovHeaders;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.header.Headers;

/** Makes records small enough for their topic: their largest texts and bytes go to the area, references to the record. */
public final class Offloading {

    private final ContentArea area;
    private final long maxBytes;
    private ContentMeters meters = ContentMeters.in(Meters.none());

    /** @param maxBytes of a record's value, estimated as JSON */
    public Offloading(ContentArea area, long maxBytes) {
        this.area = area;
        this.maxBytes = maxBytes;
    }

    /** Counts from now on. */
    public void metersReady(Meters ready) {
        meters = ContentMeters.in(ready);
    }

    /**
     * The record itself if it is small enough, else one with references.
     *
     * @throws DataException when it is still too large without them
     * @throws RetriableException when the store fails
     */
    public <R extends ConnectRecord<R>> R apply(R record) {
        LargeContent.Choice choice = LargeContent.of(record.value(), maxBytes);
        if (choice.restBytes() > maxBytes) {
            throw new DataException("Cannot make a record small enough: about " + choice.restBytes()
                    + " bytes remain without its large texts and bytes, and content.record.max.bytes is " + maxBytes
                    + ". Raise it together with max.request.size of the producer and max.message.bytes of the topic, or"
                    + " have the source quarantine such rows by a smaller record.max.bytes.");
        }
        if (choice.places().isEmpty()) {
            return record;
        }
        Object value = record.value();
        List<Offloaded> contents = new ArrayList<>(before(record));
        for (Pointer place : choice.places()) {
            Object content = place.in(value);
            ContentRef ref = store(Placeholder.bytes(content));
            value = place.replacedIn(value, Placeholder.of(content, ref));
            contents.add(new Offloaded(place, ref, Placeholder.kindOf(content)));
        }
        Headers headers = record.headers().duplicate();
        headers.remove(GovHeaders.CONTENT);
        headers.add(GovHeaders.CONTENT, Offloaded.write(contents), Schema.STRING_SCHEMA);
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                value,
                record.timestamp(),
                headers);
    }

    /** What was offloaded of it before, by another transform of this kind. */
    private static List<Offloaded> before(ConnectRecord<?> record) {
        String header = GovHeaders.text(record.headers(), GovHeaders.CONTENT);
        try {
            return header == null ? List.of() : Offloaded.read(header);
        } catch (IllegalArgumentException e) {
            throw new DataException("Cannot offload content: the record has a header " + GovHeaders.CONTENT
                    + " that is no list of references. Remove it, or what sets it.");
        }
    }

    private ContentRef store(byte[] bytes) {
        try {
            ContentRef ref = area.put(bytes);
            meters.texts().add(1);
            meters.bytes().add(ref.bytes());
            return ref;
        } catch (RuntimeException e) {
            throw new RetriableException("Cannot offload content to " + area.location() + ": "
                    + e.getClass().getName()
                    + ". Nothing was sent. Check the store and the worker's right to create objects there; within"
                    + " errors.retry.timeout it is tried again.");
        }
    }
}

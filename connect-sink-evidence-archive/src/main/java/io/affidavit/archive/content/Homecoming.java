/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.content;

import io.affidavit.archive.content.UnusableContentException.Why;
import io.affidavit.archive.convert.Rejection;
import io.affidavit.core.content.Offloaded;
import io.affidavit.core.content.Pointer;
import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.tags.GovHeaders;
import java.io.Closeable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Puts texts and bytes back where they were taken from. Only what the header names is fetched: a text that looks like a reference is a
 * text.
 */
public final class Homecoming implements Closeable {

    private final Optional<ContentArea> area;
    private final long maxBytes;
    private final boolean failsOnLoss;

    /**
     * @param area empty where none is configured
     * @param maxBytes most bytes of the content of one record
     * @param failsOnLoss whether content that is missing or altered is a reason to stop, rather than to refuse the record
     */
    public Homecoming(Optional<ContentArea> area, long maxBytes, boolean failsOnLoss) {
        this.area = area;
        this.maxBytes = maxBytes;
        this.failsOnLoss = failsOnLoss;
    }

    /**
     * The record with its content; the record itself if it has all of it.
     *
     * @throws Rejection when its references are none, or lead to what cannot be archived
     * @throws LostContentException when reading on would lose content
     * @throws RuntimeException when the store fails
     */
    public SinkRecord bringHome(SinkRecord record) {
        if (!GovHeaders.has(record.headers(), GovHeaders.CONTENT)) {
            return record;
        }
        List<Offloaded> contents = contents(record);
        if (area.isEmpty()) {
            throw new LostContentException("Cannot archive " + coordinates(record)
                    + ": its content was offloaded and archive.content.location is not set. Set it to the location that"
                    + " OffloadContent writes to.");
        }
        Object value = opened(record.value(), contents);
        for (Offloaded content : contents) {
            Object there = content.place().in(value);
            if (!Placeholder.isAt(there, content)) {
                throw new Rejection(
                        ContentRules.INVALID_REFERENCE, content.place().toString());
            }
            value = put(content.place(), value, read(record, content, there));
        }
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                value.getClass() == record.value().getClass() ? record.valueSchema() : null,
                value,
                record.timestamp(),
                record.headers());
    }

    @Override
    public void close() {
        area.ifPresent(ContentArea::close);
    }

    private List<Offloaded> contents(SinkRecord record) {
        try {
            List<Offloaded> contents = Offloaded.read(header(record));
            if (contents.stream().mapToLong(content -> content.ref().bytes()).sum() > maxBytes) {
                throw new Rejection(ContentRules.TOO_LARGE, null);
            }
            return contents;
        } catch (IllegalArgumentException | InvalidJsonException e) {
            throw new Rejection(ContentRules.INVALID_REFERENCE, null);
        }
    }

    /** As text: Connect's default converter of headers makes a list of it. */
    private static String header(SinkRecord record) {
        Object value = record.headers().lastWithName(GovHeaders.CONTENT).value();
        return value instanceof List<?> parsed
                ? CanonicalJson.of(parsed)
                : GovHeaders.text(record.headers(), GovHeaders.CONTENT);
    }

    /** JSON as text is opened, unless all of it was taken out. */
    private static Object opened(Object value, List<Offloaded> contents) {
        if (contents.stream().anyMatch(content -> content.place().equals(Pointer.WHOLE))) {
            return value;
        }
        try {
            return JsonText.opened(value);
        } catch (InvalidJsonException e) {
            throw new Rejection(ContentRules.INVALID_REFERENCE, null);
        }
    }

    private static Object put(Pointer place, Object value, Object content) {
        try {
            return place.replacedIn(value, content);
        } catch (DataException e) {
            // The schema wants something else there.
            throw new Rejection(ContentRules.INVALID_REFERENCE, place.toString());
        }
    }

    private Object read(SinkRecord record, Offloaded content, Object there) {
        try {
            return Placeholder.replaced(there, content, area.orElseThrow().read(content.ref()));
        } catch (UnusableContentException e) {
            if (failsOnLoss) {
                throw new LostContentException("Cannot archive " + coordinates(record) + ": content "
                        + content.ref().key() + " is " + e.why().name().toLowerCase(Locale.ROOT)
                        + " in archive.content.location. Check the location, and restore the object; or set"
                        + " archive.content.lost=quarantine to go on without it.");
            }
            throw new Rejection(
                    e.why() == Why.MISSING ? ContentRules.MISSING : ContentRules.ALTERED,
                    content.place().toString());
        }
    }

    private static String coordinates(SinkRecord record) {
        return record.originalTopic() + "-" + record.originalKafkaPartition() + "@" + record.originalKafkaOffset();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.content;

import io.affidavit.archive.content.UnusableContentException.Why;
import io.affidavit.archive.convert.Rejection;
import io.affidavit.core.content.ContentRef;
import io.affidavit.core.content.Offloaded;
import io.affidavit.core.content.Pointer;
import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.tags.GovHeaders;
import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Puts texts back where they were taken from. Only what the header names is fetched: a text that looks like a reference is a
 * text.
 */
public final class Homecoming implements Closeable {

    private final Optional<ContentArea> area;
    private final long maxBytes;
    private final boolean failsOnLoss;

    /**
     * @param area empty where none is configured
     * @param maxBytes most bytes of the texts of one record
     * @param failsOnLoss whether a text that is missing or altered is a reason to stop, rather than to refuse the record
     */
    public Homecoming(Optional<ContentArea> area, long maxBytes, boolean failsOnLoss) {
        this.area = area;
        this.maxBytes = maxBytes;
        this.failsOnLoss = failsOnLoss;
    }

    /**
     * The record with its texts; the record itself if it has them all.
     *
     * @throws Rejection when its references are none, or lead to what cannot be archived
     * @throws LostContentException when reading on would lose a text
     * @throws RuntimeException when the store fails
     */
    public SinkRecord bringHome(SinkRecord record) {
        if (!GovHeaders.has(record.headers(), GovHeaders.CONTENT)) {
            return record;
        }
        List<Offloaded> texts = texts(record);
        if (area.isEmpty()) {
            throw new LostContentException("Cannot archive " + coordinates(record)
                    + ": its content was offloaded and archive.content.location is not set. Set it to the location that"
                    + " OffloadContent writes to.");
        }
        Object value = opened(record.value(), texts);
        for (Offloaded text : texts) {
            if (!isIn(text.place().in(value), text.ref())) {
                throw new Rejection(ContentRules.INVALID_REFERENCE, text.place().toString());
            }
            value = put(text.place(), value, read(record, text));
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

    private List<Offloaded> texts(SinkRecord record) {
        try {
            List<Offloaded> texts = Offloaded.read(header(record));
            if (texts.stream().mapToLong(text -> text.ref().bytes()).sum() > maxBytes) {
                throw new Rejection(ContentRules.TOO_LARGE, null);
            }
            return texts;
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
    private static Object opened(Object value, List<Offloaded> texts) {
        if (texts.stream().anyMatch(text -> text.place().equals(Pointer.WHOLE))) {
            return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value;
        }
        try {
            return JsonText.opened(value);
        } catch (InvalidJsonException e) {
            throw new Rejection(ContentRules.INVALID_REFERENCE, null);
        }
    }

    /** Whether the reference is there, as text or as the object that a converter made of it. */
    private static boolean isIn(Object there, ContentRef ref) {
        try {
            return ref.text().equals(there instanceof Map<?, ?> object ? CanonicalJson.of(object) : there);
        } catch (InvalidJsonException e) {
            return false;
        }
    }

    private static Object put(Pointer place, Object value, String text) {
        try {
            return place.replacedIn(value, text);
        } catch (DataException e) {
            // The schema wants no text there.
            throw new Rejection(ContentRules.INVALID_REFERENCE, place.toString());
        }
    }

    private String read(SinkRecord record, Offloaded text) {
        try {
            return area.orElseThrow().read(text.ref());
        } catch (UnusableContentException e) {
            if (failsOnLoss) {
                throw new LostContentException("Cannot archive " + coordinates(record) + ": content "
                        + text.ref().key() + " is " + e.why().name().toLowerCase(Locale.ROOT)
                        + " in archive.content.location. Check the location, and restore the object; or set"
                        + " archive.content.lost=quarantine to go on without it.");
            }
            throw new Rejection(
                    e.why() == Why.MISSING ? ContentRules.MISSING : ContentRules.ALTERED,
                    text.place().toString());
        }
    }

    private static String coordinates(SinkRecord record) {
        return record.originalTopic() + "-" + record.originalKafkaPartition() + "@" + record.originalKafkaOffset();
    }
}

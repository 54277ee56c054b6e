/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.tags.GovHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What a record of the topic says of the row it came from: in the group {@code source} of its JSON value, as events and
 * quarantined references have it, with or without Connect's schema envelope; else in the {@code gov.source.*} headers, as
 * rows have it that no transform has made into events.
 *
 * @param masked whether its event carries sensitivity tags
 * @param further whether it is an event that the row gives besides its own, which stands for the row
 */
record TopicRecord(
        String system,
        String instance,
        String entity,
        String key,
        String rowHash,
        String position,
        boolean masked,
        boolean further) {

    /** Of an event, or around it: what a record says of its row is nowhere else. */
    private static final Set<String> MEMBERS =
            Set.of("payload", "source", "event_id", "entity_id", "category", "operational");

    /** Empty where the record says nothing of a row, or not enough. */
    static Optional<TopicRecord> of(ConsumerRecord<byte[], byte[]> record) {
        Optional<TopicRecord> fromValue = ofValue(record.value());
        return fromValue.isPresent() ? fromValue : complete(ofHeaders(record));
    }

    private static Optional<TopicRecord> ofValue(byte[] value) {
        try {
            if (JsonText.parse(value, MEMBERS) instanceof Map<?, ?> json) {
                Map<?, ?> event = json.get("payload") instanceof Map<?, ?> payload ? payload : json;
                return event.get("source") instanceof Map<?, ?> source
                        ? complete(ofSource(event, source))
                        : Optional.empty();
            }
        } catch (InvalidJsonException e) {
            // no JSON: the headers may tell
        }
        return Optional.empty();
    }

    private static TopicRecord ofSource(Map<?, ?> event, Map<?, ?> source) {
        return new TopicRecord(
                text(source, "system"),
                text(source, "instance"),
                text(source, "entity"),
                text(source, "key"),
                text(source, "row_hash"),
                text(source, "position"),
                event.get("operational") instanceof Map<?, ?> operational
                        && operational.get("sensitivity_tags") instanceof List<?> tags
                        && !tags.isEmpty(),
                FurtherEvents.isOne(
                        text(event, "event_id"),
                        text(event, "entity_id"),
                        text(event, "category"),
                        text(source, "row_hash")));
    }

    private static TopicRecord ofHeaders(ConsumerRecord<byte[], byte[]> record) {
        return new TopicRecord(
                text(record, GovHeaders.SOURCE_SYSTEM),
                text(record, GovHeaders.SOURCE_INSTANCE),
                text(record, GovHeaders.SOURCE_ENTITY),
                text(record, GovHeaders.SOURCE_KEY),
                text(record, GovHeaders.SOURCE_ROW_HASH),
                text(record, GovHeaders.SOURCE_POSITION),
                false,
                isFurther(record));
    }

    /** A row that no transform has made into events is handed over once for each that it may give. */
    private static boolean isFurther(ConsumerRecord<byte[], byte[]> record) {
        String ordinal = text(record, GovHeaders.SOURCE_ORDINAL);
        return ordinal != null && !ordinal.equals("0");
    }

    private static Optional<TopicRecord> complete(TopicRecord record) {
        boolean complete = record.system() != null
                && record.entity() != null
                && record.key() != null
                && record.rowHash() != null
                && record.position() != null;
        return complete ? Optional.of(record) : Optional.empty();
    }

    private static String text(Map<?, ?> source, String field) {
        return source.get(field) instanceof String text ? text : null;
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
        Header last = record.headers().lastHeader(header);
        return last == null || last.value() == null ? null : new String(last.value(), StandardCharsets.UTF_8);
    }
}

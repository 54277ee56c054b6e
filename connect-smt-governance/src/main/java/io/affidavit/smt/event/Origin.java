/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.event;

import io.affidavit.core.tags.GovHeaders;
import io.affidavit.smt.row.Row;
import io.affidavit.smt.row.Values;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.Header;

/**
 * Where a row was read: from the hand-over headers of a source connector, or from configuration and the row itself.
 *
 * @param key null if the row has none
 * @param rowHash keyed hash of the row, null where nobody computed one
 * @param keyId key of that hash
 * @param observedMs when the row was read, null if unknown
 * @param migrated whether a source connector handed the row over
 */
record Origin(
        String system,
        String instance,
        String entity,
        String key,
        String position,
        String rowHash,
        String keyId,
        Long observedMs,
        boolean migrated) {

    static Origin of(ConnectRecord<?> record, Row row, EventConfig config) {
        boolean migrated = false;
        String system = config.system();
        String instance = config.instance();
        String entity = config.entity();
        String key = null;
        String position = null;
        String rowHash = null;
        String keyId = null;
        Long observedMs = null;
        for (Header header : record.headers()) {
            if (header.value() == null || !header.key().startsWith(GovHeaders.SOURCE_PREFIX)) {
                continue;
            }
            String text = text(header.value());
            switch (header.key()) {
                case GovHeaders.SOURCE_SYSTEM -> {
                    system = text;
                    migrated = true;
                }
                case GovHeaders.SOURCE_INSTANCE -> instance = text;
                case GovHeaders.SOURCE_ENTITY -> entity = text;
                case GovHeaders.SOURCE_KEY -> key = text;
                case GovHeaders.SOURCE_POSITION -> position = text;
                case GovHeaders.SOURCE_ROW_HASH -> rowHash = text;
                case GovHeaders.SOURCE_KEY_ID -> keyId = text;
                case GovHeaders.SOURCE_OBSERVED_MS -> observedMs = number(text);
                default -> {}
            }
        }
        if (key == null) {
            key = config.mapping().key(row);
        }
        if (key == null && record.key() != null) {
            key = Values.text(record.key());
        }
        if (rowHash == null && config.rowHash() != null) {
            rowHash = row.hash(config.rowHash());
            keyId = config.rowHash().keyId();
        }
        return new Origin(system, instance, entity, key, position, rowHash, keyId, observedMs, migrated);
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value.toString();
    }

    private static Long number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}

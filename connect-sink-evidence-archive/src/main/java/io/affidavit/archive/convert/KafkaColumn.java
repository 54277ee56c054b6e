/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.InvalidJsonException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Fills the {@code _kafka} column. Coordinates are those of the record before any transform renamed its topic: they are
 * what offsets and statements count in.
 */
public final class KafkaColumn {

    private KafkaColumn() {}

    /** The column's value. */
    public static Row of(SinkRecord record) {
        Row row = new Row(5);
        row.set(0, record.originalTopic());
        row.set(1, record.originalKafkaPartition());
        row.set(2, record.originalKafkaOffset());
        row.set(3, record.timestamp() == null ? null : micros(record.timestamp()));
        row.set(4, keyText(record.key()));
        return row;
    }

    private static Long micros(long millis) {
        // A producer may send any long; one that microseconds cannot hold tells no time.
        return millis > Long.MAX_VALUE / 1_000 || millis < Long.MIN_VALUE / 1_000 ? null : Long.valueOf(millis * 1_000);
    }

    /** Text as it is, bytes as UTF-8 or else base64, anything else as canonical JSON; null where there is no text. */
    public static String keyText(Object key) {
        if (key == null || key instanceof String) {
            return (String) key;
        }
        if (key instanceof byte[] bytes) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                return Base64.getEncoder().encodeToString(bytes);
            }
        }
        try {
            return CanonicalJson.of(key);
        } catch (InvalidJsonException e) {
            return null;
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import io.affidavit.core.tags.GovHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The record to write for one that was read: key, value, headers and timestamp byte for byte, but for what the gate and
 * releases note, which no producer may bring.
 */
final class Outgoing {

    private Outgoing() {}

    /**
     * @param partition to write to
     * @throws DataException without content, if a part of the record is not bytes
     */
    static ProducerRecord<byte[], byte[]> of(SinkRecord record, Ruling ruling, String topic, int partition) {
        RecordHeaders headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!ours(header.key())) {
                headers.add(header.key(), bytes(record, "header " + header.key(), text(header.value())));
            }
        }
        if (ruling.rule() != null) {
            add(headers, GovHeaders.GATE_RULE, ruling.rule());
            add(headers, GovHeaders.GATE_TOPIC, record.originalTopic());
            add(
                    headers,
                    GovHeaders.GATE_PARTITION,
                    record.originalKafkaPartition().toString());
            add(headers, GovHeaders.GATE_OFFSET, Long.toString(record.originalKafkaOffset()));
        }
        return new ProducerRecord<>(
                topic,
                partition,
                record.timestamp(),
                bytes(record, "key", record.key()),
                bytes(record, "value", record.value()),
                headers);
    }

    private static boolean ours(String name) {
        return name.startsWith(GovHeaders.PREFIX)
                && (name.startsWith(GovHeaders.GATE_PREFIX) || name.startsWith(GovHeaders.RELEASE_PREFIX));
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** What transforms write on headers is text, a number or a truth value; what was read is bytes already. */
    private static Object text(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean
                ? value.toString().getBytes(StandardCharsets.UTF_8)
                : value;
    }

    private static byte[] bytes(SinkRecord record, String part, Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        throw new DataException("Cannot gate record of topic " + record.originalTopic() + ", partition "
                + record.originalKafkaPartition() + ", offset " + record.originalKafkaOffset() + ": its " + part
                + " is not bytes. Use ByteArrayConverter, and no transform that replaces what was read.");
    }
}

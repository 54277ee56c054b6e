/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.reveal;

import io.affidavit.smt.topic.AckedWriter;
import io.affidavit.smt.topic.NotAckedException;
import java.nio.charset.StandardCharsets;

/** Writes audit records to a topic and waits for all in-sync replicas. The record key is the id of the batch. */
public final class KafkaAuditLog implements AuditLog {

    private final AckedWriter writer;
    private final String topic;

    private KafkaAuditLog(AckedWriter writer, String topic) {
        this.writer = writer;
        this.topic = topic;
    }

    public static AuditLog open(RevealConfig config) {
        return new KafkaAuditLog(AckedWriter.open(config.producer(), config.topic(), config.timeout()), config.topic());
    }

    @Override
    @SuppressWarnings("UnusedException") // what it says is told
    public void write(String batch, String json) {
        try {
            writer.write(batch.getBytes(StandardCharsets.UTF_8), json.getBytes(StandardCharsets.UTF_8));
        } catch (NotAckedException e) {
            throw new AuditException(
                    "Cannot write audit record to topic " + topic + ": " + e.getMessage()
                            + ". Nothing is revealed until it can be; make the topic and give this connector the right to write to it.");
        }
    }

    @Override
    public void close() {
        writer.close();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.release;

import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What a decision comes to: everything to write for it, in one transaction. */
public record Answer(Outcome outcome, List<ProducerRecord<byte[], byte[]>> records) {

    public Answer {
        Objects.requireNonNull(outcome, "outcome");
        records = List.copyOf(records);
    }
}

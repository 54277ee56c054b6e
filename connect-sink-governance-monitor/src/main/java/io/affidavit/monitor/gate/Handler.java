/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.sink.SinkRecord;

/** What is done with the records of one input partition. */
interface Handler {

    /** Forgets what it knew of a transaction that was given up. Called before the first record, and after every fault. */
    void begin();

    /**
     * Gives everything that is to be written for a record, all in one transaction, before it returns.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException if the task must stop; nothing was given then
     */
    void handle(SinkRecord record, Consumer<ProducerRecord<byte[], byte[]>> out);
}

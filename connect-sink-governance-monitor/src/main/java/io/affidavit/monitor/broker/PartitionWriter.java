/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.broker;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Writes what one partition gives, transaction by transaction. A writer that failed once writes no more: what it was about to
 * write is known for sure only after another was opened.
 */
public final class PartitionWriter implements AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;

    private PartitionWriter(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** @throws KafkaException if the broker does not answer in time */
    public static PartitionWriter open(Producer<byte[], byte[]> producer) {
        try {
            producer.initTransactions();
            return new PartitionWriter(producer);
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * Begins a transaction and hands over its records, without waiting for them.
     *
     * @throws KafkaException if the writer is of no more use
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the commit throws what a send failed with
    public void send(List<ProducerRecord<byte[], byte[]>> records) {
        producer.beginTransaction();
        records.forEach(producer::send);
    }

    /**
     * Waits until the transaction is committed.
     *
     * @throws KafkaException if that is not known; the writer is of no more use
     */
    public void commit() {
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}

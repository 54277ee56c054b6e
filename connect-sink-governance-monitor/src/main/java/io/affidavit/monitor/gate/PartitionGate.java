/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * One input partition: a transactional producer of its own, and the offset to go on from.
 *
 * <pre>
 *   SHUT --begin--> BEGUN --resume--> OPEN --take--> IN TRANSACTION --commit--> OPEN
 *    ^                |                 |                  |
 *    +----- shut -----+-----------------+------------------+
 * </pre>
 *
 * A fault of any kind shuts it, and what was not committed is read again: only the committed checkpoint says what is done.
 */
final class PartitionGate {

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final TopicPartition partition;
    private final Handler handler;
    private final Runnable committed;
    private Producer<byte[], byte[]> producer;
    private boolean open;
    private boolean inTransaction;
    private long began;
    private long bytes;
    /** Offset of the first record not taken; -1 before any is known. */
    private long next = -1;
    /** The first offset ever offered: where to go on without a checkpoint. */
    private long origin = -1;

    private String topicId;

    /** @param committed runs after every commit */
    PartitionGate(TopicPartition partition, Handler handler, Runnable committed) {
        this.partition = partition;
        this.handler = handler;
        this.committed = committed;
    }

    TopicPartition partition() {
        return partition;
    }

    boolean isOpen() {
        return open;
    }

    boolean inTransaction() {
        return inTransaction;
    }

    /** Bytes of keys and values in the transaction. */
    long bytes() {
        return bytes;
    }

    /** When the transaction began, in milliseconds. */
    long began() {
        return began;
    }

    /** The offset that is safe to give to Connect, when no transaction is open. */
    OptionalLong next() {
        return open && next >= 0 ? OptionalLong.of(next) : OptionalLong.empty();
    }

    /** Shuts out whoever gated the partition before, and ends their transaction. */
    void begin(Function<TopicPartition, Producer<byte[], byte[]>> producers) {
        shut();
        producer = producers.apply(partition);
        producer.initTransactions();
    }

    /**
     * Opens the gate where the checkpoint is.
     *
     * @param checkpoint null where there is none
     * @return the offset to read from; empty to read on from wherever Connect stands
     */
    OptionalLong resume(Checkpoint checkpoint, String currentTopicId) {
        handler.begin();
        topicId = currentTopicId;
        next = checkpoint == null ? origin : checkpoint.next();
        open = true;
        return next();
    }

    /** Remembers where the partition begins, even while it is shut. */
    void offered(long offset) {
        if (origin < 0) {
            origin = offset;
        }
    }

    boolean hasTaken(long offset) {
        return offset < next;
    }

    /** Writes what belongs to a record; part of a transaction from now on. */
    void take(SinkRecord record, long now) {
        handler.handle(record, out -> send(out, now));
        next = record.originalKafkaOffset() + 1;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit throws what a send failed with
    private void send(ProducerRecord<byte[], byte[]> out, long now) {
        if (!inTransaction) {
            producer.beginTransaction();
            inTransaction = true;
            began = now;
        }
        producer.send(out);
        bytes += (out.key() == null ? 0 : out.key().length) + (out.value() == null ? 0 : out.value().length);
    }

    /** Commits what was taken together with the offset to go on from. */
    @SuppressWarnings("FutureReturnValueIgnored") // the commit throws what a send failed with
    void commit(CheckpointLog log) {
        producer.send(log.record(partition, new Checkpoint(next, topicId)));
        producer.commitTransaction();
        inTransaction = false;
        bytes = 0;
        committed.run();
    }

    /** Gives up what was not committed. Never throws: a producer that was fenced has nothing left to give up. */
    @SuppressWarnings("UnusedException") // the coordinator ends a transaction that cannot be aborted
    void shut() {
        open = false;
        if (producer == null) {
            return;
        }
        try {
            if (inTransaction) {
                producer.abortTransaction();
            }
        } catch (KafkaException | IllegalStateException e) {
            // whoever opens the partition next ends it
        } finally {
            inTransaction = false;
            bytes = 0;
            closeQuietly();
        }
    }

    @SuppressWarnings("UnusedException") // nothing is left that could fail
    private void closeQuietly() {
        try {
            producer.close(CLOSING);
        } catch (KafkaException e) {
            // its threads end by themselves
        }
        producer = null;
    }
}

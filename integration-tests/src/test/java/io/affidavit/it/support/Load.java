/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it.support;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends numbered events to the partitions of a topic in turn, at a steady rate, until it is closed. */
public final class Load implements AutoCloseable {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Event event;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean ending;

    /** Makes the event of a number, for a partition of a topic. */
    interface Event {
        ProducerRecord<byte[], byte[]> of(String topic, int partition, int number);
    }

    Load(KafkaProducer<byte[], byte[]> producer, String topic, int partitions, int perSecond) {
        this(producer, ArchivedTopic::event, topic, partitions, perSecond);
    }

    Load(KafkaProducer<byte[], byte[]> producer, Event event, String topic, int partitions, int perSecond) {
        this.producer = producer;
        this.event = event;
        this.thread = new Thread(() -> run(topic, partitions, NANOS_PER_SECOND / perSecond), "load");
        thread.start();
    }

    /** How many records the broker has. */
    public long sent() {
        return acknowledged.get();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every end
    private void run(String topic, int partitions, long pause) {
        long due = System.nanoTime();
        for (int number = 0; !ending; number++) {
            producer.send(event.of(topic, number % partitions, number), (metadata, e) -> {
                if (e == null) {
                    acknowledged.incrementAndGet();
                } else {
                    failure.set(e);
                }
            });
            due += pause;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    /** Ends the load; when it returns, the broker has every record that was sent. */
    @Override
    public void close() {
        ending = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
        if (failure.get() != null) {
            throw new IllegalStateException("Cannot send records", failure.get());
        }
    }
}

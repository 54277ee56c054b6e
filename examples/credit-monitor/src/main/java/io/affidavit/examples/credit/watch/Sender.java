/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.watch;

import io.affidavit.examples.credit.stream.Decision;
import io.affidavit.examples.credit.stream.DecisionEvent;
import io.affidavit.examples.credit.stream.Fault;
import io.affidavit.stack.StackException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Plays the week to the topic in fast motion, keyed by the model, and remembers when it sent what.
 *
 * <p>Records keep the wall clock as their timestamp, so that the topic's retention does not take them for old.
 */
public final class Sender {
    private static final int LOOK_EVERY = 256;

    private final String bootstrap;
    private final String topic;
    private final Clock clock;
    private final AtomicInteger sent = new AtomicInteger();
    private final ConcurrentSkipListMap<Instant, Instant> clocks = new ConcurrentSkipListMap<>();
    private final Map<Fault, Instant> begun = new ConcurrentHashMap<>();

    public Sender(String bootstrap, String topic, Clock clock) {
        this.bootstrap = bootstrap;
        this.topic = topic;
        this.clock = clock;
    }

    /** Sends all, in about that time. */
    @SuppressWarnings("FutureReturnValueIgnored") // failures come to the callback
    public void send(List<Decision> decisions, Duration time) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        Instant start = clock.instant();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(properties())) {
            for (Decision decision : decisions) {
                if (sent.get() % LOOK_EVERY == 0) {
                    pace(start, time, decisions.size());
                }
                byte[] event = DecisionEvent.json(decision);
                decision.fault().ifPresent(fault -> begun.computeIfAbsent(fault, any -> clock.instant()));
                producer.send(new ProducerRecord<>(topic, decision.model().text(), event), (metadata, e) -> {
                    if (e != null) {
                        failure.compareAndSet(null, e);
                    }
                });
                clocks.putIfAbsent(decision.observed(), clock.instant());
                sent.incrementAndGet();
            }
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
        if (failure.get() != null) {
            throw new StackException("Cannot send the decisions", failure.get());
        }
    }

    private void pace(Instant start, Duration time, int all) {
        long due = time.toMillis() * sent.get() / all;
        long early = due - Duration.between(start, clock.instant()).toMillis();
        if (early > 0) {
            try {
                Thread.sleep(early);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StackException("Interrupted while sending decisions", e);
            }
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrap);
        properties.put("key.serializer", StringSerializer.class.getName());
        properties.put("value.serializer", ByteArraySerializer.class.getName());
        properties.put("enable.idempotence", "true");
        properties.put("linger.ms", "5");
        properties.put("compression.type", "lz4");
        return properties;
    }

    /** How many were sent so far. */
    public int sent() {
        return sent.get();
    }

    /** When, by the wall clock, the first decision of a fault was sent. */
    public Optional<Instant> begun(Fault fault) {
        return Optional.ofNullable(begun.get(fault));
    }

    /** When, by the wall clock, the stream came to a moment of event time. */
    public Optional<Instant> reached(Instant eventTime) {
        return Optional.ofNullable(clocks.ceilingEntry(eventTime)).map(Map.Entry::getValue);
    }
}

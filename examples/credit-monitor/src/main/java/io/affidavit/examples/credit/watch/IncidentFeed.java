/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.watch;

import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.IncidentJson;
import io.affidavit.stack.StackException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Listens to the topic of incidents, committed ones only, and hands over what is new. */
public final class IncidentFeed implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Clock clock;
    private final News news;
    private final Thread thread = new Thread(this::listen, "incidents");
    private final Map<String, List<Told>> versions = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> positions = new LinkedHashMap<>();
    private RuntimeException failure;

    /** Who is told of each incident that opens, resolves, or is a note; not of further sightings. */
    @FunctionalInterface
    public interface News {
        /** @param first whether nothing was heard of the incident before */
        void told(Told told, boolean first);
    }

    /** A reader of that topic, from its beginning. */
    public IncidentFeed(String bootstrap, String topic, int partitions, Clock clock, News news) {
        this.clock = clock;
        this.news = news;
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrap);
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "false");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.add(new TopicPartition(topic, partition));
        }
        consumer.assign(all);
    }

    /** Begins to listen. */
    public IncidentFeed start() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void listen() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    take(new Told(IncidentJson.read(record.value()), clock.instant()));
                }
                synchronized (this) {
                    consumer.assignment().forEach(each -> positions.put(each, consumer.position(each)));
                }
            }
        } catch (WakeupException e) {
            // closed
        } catch (RuntimeException e) {
            synchronized (this) {
                failure = e;
            }
        } finally {
            consumer.close();
        }
    }

    private void take(Told told) {
        boolean first;
        boolean changed;
        synchronized (this) {
            List<Told> known = versions.computeIfAbsent(told.incident().id(), any -> new ArrayList<>());
            first = known.isEmpty();
            changed = !first
                    && told.incident().state()
                            != known.get(known.size() - 1).incident().state();
            known.add(told);
        }
        if (first || changed) {
            news.told(told, first);
        }
    }

    /** Whether it has read up to these offsets; throws if it could not go on. */
    public synchronized boolean heardUpTo(Map<TopicPartition, Long> ends) {
        if (failure != null) {
            throw new StackException("Cannot read the incidents", failure);
        }
        return ends.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** The first version of each incident, in the order in which they were told. */
    public synchronized List<Told> first() {
        return versions.values().stream().map(all -> all.get(0)).toList();
    }

    /** The latest version of each incident, in the same order. */
    public synchronized List<Told> latest() {
        return versions.values().stream().map(all -> all.get(all.size() - 1)).toList();
    }

    /** How many incidents are open. */
    public synchronized long open() {
        return latest().stream()
                .filter(told -> told.incident().state() == Incident.State.OPEN)
                .count();
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.affidavit.stack.rest.ConnectRest;
import io.affidavit.stack.rest.ConnectorStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;

/** A topic of numbered events, the sink that archives it and the archive, all under one name of their own. */
public final class ArchivedTopic implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Duration POLL = Duration.ofMillis(150);

    private final TestStack stack;
    private final ConnectRest workers;
    private final Pipeline names;
    private final int partitions;
    private final Map<String, String> config;
    private int numbered;
    private Archive archive;
    private Archive quarantine;

    /** A topic archived by the workers of the stack; created here, its sink started by {@link #start}. */
    public ArchivedTopic(TestStack stack, String name, int partitions) {
        this(stack, stack.rest(), name, partitions);
    }

    /** A topic archived by those workers. */
    public ArchivedTopic(TestStack stack, ConnectRest workers, String name, int partitions) {
        this.stack = stack;
        this.workers = workers;
        this.names = new Pipeline(stack, name);
        this.partitions = partitions;
        this.config = new TreeMap<>(names.sinkConfig());
        config.put("archive.commit.interval.ms", "500");
        if (!stack.topics().exists(name())) {
            stack.topics().create(name(), partitions);
        }
    }

    /** Sets a key of the sink, for the next {@link #start}. */
    public ArchivedTopic with(String key, String value) {
        config.put(key, value);
        return this;
    }

    /** Takes a key of the sink away, for the next {@link #start}. */
    public ArchivedTopic without(String key) {
        config.remove(key);
        return this;
    }

    /** Starts the sink with as many tasks, or gives a running one what {@link #with} has changed. */
    public ArchivedTopic start(int tasks) {
        config.put("tasks.max", Integer.toString(tasks));
        workers.put(sink(), config);
        return awaitRunning(tasks);
    }

    /** Waits until the sink and as many tasks run, whatever they did before. */
    public ArchivedTopic awaitRunning(int tasks) {
        Awaitility.await(sink() + " runs " + tasks + " tasks")
                .atMost(LIMIT)
                .pollInterval(POLL)
                .until(() -> {
                    ConnectorStatus status = workers.status(sink());
                    return status.runs(tasks) && status.tasks().size() == tasks;
                });
        return this;
    }

    /** The topic's name. */
    public String name() {
        return names.topic();
    }

    /** The connector's name. */
    public String sink() {
        return names.sink();
    }

    /** The workers that run the connector. */
    public ConnectRest workers() {
        return workers;
    }

    public Pipeline names() {
        return names;
    }

    /** The sink's config, as a copy. */
    public Map<String, String> config() {
        return new TreeMap<>(config);
    }

    /** The events table. */
    public Archive archive() {
        if (archive == null) {
            archive = new Archive(config, Pipeline.TABLE);
        }
        return archive;
    }

    /** The quarantine table. */
    public Archive quarantine() {
        if (quarantine == null) {
            quarantine = new Archive(config, Pipeline.TABLE + "_quarantine");
        }
        return quarantine;
    }

    /** Sends events, numbered on from those sent before, to all partitions in turn. */
    public void send(int count) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(event(name(), numbered % partitions, numbered));
            numbered++;
        }
        stack.topics().send(records);
    }

    /** Sends values to one partition, in order. */
    public void send(int partition, List<String> values) {
        stack.topics()
                .send(values.stream()
                        .map(value -> new ProducerRecord<>(
                                name(), partition, ("p" + partition).getBytes(UTF_8), value.getBytes(UTF_8)))
                        .toList());
    }

    /** Sends events to all partitions in turn until the load is closed. */
    public Load load(int perSecond) {
        return new Load(stack.topics().producer(), name(), partitions, perSecond);
    }

    /** The end offset of each partition that holds records. */
    public Map<Integer, Long> ends() {
        Map<Integer, Long> ends = stack.topics().ends(name());
        ends.values().removeIf(end -> end == 0);
        return ends;
    }

    /** The offsets Connect has committed for the sink. */
    public Map<Integer, Long> committed() {
        return stack.topics().committed("connect-" + sink(), name());
    }

    /** Waits until the table says that every record sent until now is durable. */
    public void awaitArchived() {
        Map<Integer, Long> wanted = ends();
        Awaitility.await("archived up to " + wanted)
                .atMost(LIMIT)
                .pollInterval(POLL)
                .ignoreExceptions()
                .until(
                        () -> archive().next(name()),
                        next -> wanted.entrySet().stream()
                                .allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue()));
    }

    /** Waits until the events table holds as many rows. */
    public void awaitRows(long rows) {
        Awaitility.await()
                .atMost(LIMIT)
                .pollInterval(POLL)
                .ignoreExceptions()
                .until(() -> archive().rows() >= rows);
    }

    /** Sees to it that all tasks run all the time. */
    public void assertRunsThroughout(int tasks, Duration time) {
        Awaitility.await("RUNNING throughout")
                .pollInterval(Duration.ofMillis(250))
                .during(time)
                .atMost(time.plusSeconds(20))
                .until(() -> workers.status(sink()).runs(tasks));
    }

    static ProducerRecord<byte[], byte[]> event(String topic, int partition, int number) {
        return new ProducerRecord<>(
                topic,
                partition,
                ("k" + number).getBytes(UTF_8),
                Events.minimal(number).getBytes(UTF_8));
    }

    @Override
    public void close() {
        try {
            workers.delete(sink());
        } catch (RuntimeException notThere) {
            // the test did not start it
        }
        for (Archive table : new Archive[] {archive, quarantine}) {
            if (table != null) {
                table.close();
            }
        }
        names.close();
    }
}

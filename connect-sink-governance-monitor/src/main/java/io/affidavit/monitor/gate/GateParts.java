/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import io.affidavit.monitor.broker.Clients;
import io.affidavit.monitor.release.DecisionDesk;
import io.affidavit.monitor.release.QuarantineReader;
import io.affidavit.monitor.release.Results;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/** What the gates of a task share: clients, topics and checkpoints. */
public final class GateParts implements AutoCloseable {

    private final GateSettings settings;
    private final Clients clients;
    private final GateTopics topics;
    private final CheckpointLog log;
    private Passage.Outputs outputs;

    private GateParts(GateSettings settings, Clients clients) {
        this.settings = settings;
        this.clients = clients;
        this.topics = new GateTopics(clients);
        this.log = new CheckpointLog(clients, topics, settings.checkpoints(), settings.connector());
    }

    /**
     * Connects, and sees to the topics.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException if a topic is missing, or would not do
     * @throws org.apache.kafka.common.KafkaException if the brokers do not answer
     */
    public static GateParts open(GateSettings settings, Clients clients) {
        GateParts parts = new GateParts(settings, clients);
        try {
            parts.prepare();
            return parts;
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** Has partitions of a stopped gate begin elsewhere; a null offset forgets their checkpoints. */
    public static void move(GateSettings settings, Clients clients, Map<TopicPartition, Long> offsets) {
        try (GateTopics topics = new GateTopics(clients)) {
            topics.keep(settings.checkpoints());
            new CheckpointLog(clients, topics, settings.checkpoints(), settings.connector()).move(offsets);
        }
    }

    private void prepare() {
        Map<String, Integer> partitions = new HashMap<>();
        for (String topic : settings.topics().values()) {
            partitions.put(topic, topics.partitions(topic));
        }
        outputs = new Passage.Outputs(settings.topics(), partitions);
        topics.keep(settings.checkpoints());
        if (settings.decisions() != null) {
            topics.requireSingle(settings.decisions());
            topics.keep(settings.results());
        }
    }

    GateSettings settings() {
        return settings;
    }

    GateTopics topics() {
        return topics;
    }

    CheckpointLog log() {
        return log;
    }

    Producer<byte[], byte[]> producer(TopicPartition partition) {
        return clients.producer(partition);
    }

    /** A gate for a partition: that of the decisions releases, all others judge. */
    PartitionGate gate(TopicPartition partition, GateMeters meters, Runnable committed) {
        if (partition.topic().equals(settings.decisions())) {
            Releases releases = new Releases(desk(), meters);
            return new PartitionGate(partition, releases, () -> {
                releases.committed();
                committed.run();
            });
        }
        GateTally tally = new GateTally(meters);
        return new PartitionGate(partition, new Passage(settings.gatekeeper(), outputs, tally), () -> {
            tally.committed();
            committed.run();
        });
    }

    private DecisionDesk desk() {
        String allowed = settings.topics().get(Destination.ALLOWED);
        Map<Destination, String> sources = new HashMap<>(settings.topics());
        sources.remove(Destination.ALLOWED);
        return new DecisionDesk(
                Set.copyOf(sources.values()),
                allowed,
                inputPartition -> outputs.partition(allowed, inputPartition),
                new QuarantineReader(clients::consumer),
                new Results(clients::consumer, settings.results(), topics::end));
    }

    @Override
    public void close() {
        topics.close();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Kafka 4.3.1 of three nodes, each a broker and a controller in its own JVM. Topics have three replicas of which two must have
 * what is acknowledged, so that any one node may be away.
 */
public final class KafkaCluster implements AutoCloseable {
    /** How many nodes there are. */
    public static final int NODES = 3;

    private static final int HEAP_MEGABYTES = 256;

    private final List<KafkaProcess> nodes;

    /** @param directory where settings, data and logs of all nodes go */
    public KafkaCluster(Path directory) {
        this.nodes = BrokerFiles.ofCluster(directory, NODES).stream()
                .map(files -> new KafkaProcess(files, HEAP_MEGABYTES))
                .toList();
    }

    /** {@code host:port} of all nodes with commas, the same over restarts. */
    public String bootstrapServers() {
        return nodes.stream().map(KafkaProcess::bootstrapServers).collect(Collectors.joining(","));
    }

    /** One of the nodes, from 0; it dies as a crash would have it, and comes back with its data. */
    public KafkaBroker node(int number) {
        return nodes.get(number);
    }

    /** Starts all nodes at once, because no two of them serve without a third. Returns when clients are served. */
    public void start() {
        nodes.parallelStream().forEach(KafkaProcess::start);
    }

    @Override
    public void close() {
        // all at once: the last one alone could not end in order, for want of a controller
        nodes.parallelStream().forEach(KafkaProcess::close);
    }
}

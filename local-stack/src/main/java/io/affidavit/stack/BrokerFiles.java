/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The settings file of a KRaft node on 127.0.0.1 that takes part in transactions, alone or as one of several. */
final class BrokerFiles {
    /** Kafka's own. */
    private static final int ALONE_SESSION_MILLIS = 9_000;
    /** After which the others go on without a silent node. */
    private static final int SESSION_MILLIS = 3_000;

    private static final int MOST_REPLICAS = 3;

    private final Path directory;
    private final int node;
    private final List<Integer> clientPorts;
    private final List<Integer> controllerPorts;
    private final String clusterId;

    /** Of a node that is alone. */
    BrokerFiles(Path directory) {
        this(directory, 0, Ports.free(2), clusterId());
    }

    private BrokerFiles(Path directory, int node, List<Integer> ports, String clusterId) {
        this.directory = directory.toAbsolutePath();
        this.node = node;
        this.clientPorts = ports.subList(0, ports.size() / 2);
        this.controllerPorts = ports.subList(ports.size() / 2, ports.size());
        this.clusterId = clusterId;
    }

    /** Of the nodes of a cluster, each below the directory. */
    static List<BrokerFiles> ofCluster(Path directory, int nodes) {
        List<Integer> ports = Ports.free(2 * nodes);
        String clusterId = clusterId();
        return IntStream.range(0, nodes)
                .mapToObj(node -> new BrokerFiles(directory.resolve("node-" + node), node, ports, clusterId))
                .toList();
    }

    private static String clusterId() {
        byte[] id = new byte[16];
        UUID random = UUID.randomUUID();
        ByteBuffer.wrap(id).putLong(random.getMostSignificantBits()).putLong(random.getLeastSignificantBits());
        // Kafka refuses ids that begin with a dash; any other text of 16 bytes will do
        id[0] = 1;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    Path directory() {
        return directory;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + clientPort();
    }

    int clientPort() {
        return clientPorts.get(node);
    }

    Path properties() {
        return directory.resolve("server.properties");
    }

    /** Arguments of {@code kafka.tools.StorageTool} that format the data directory. */
    List<String> formatArguments() {
        return List.of("format", "-t", clusterId, "-c", properties().toString(), "--ignore-formatted");
    }

    private int replicas() {
        return Math.min(MOST_REPLICAS, clientPorts.size());
    }

    private String voters() {
        return IntStream.range(0, controllerPorts.size())
                .mapToObj(voter -> voter + 1 + "@127.0.0.1:" + controllerPorts.get(voter))
                .collect(Collectors.joining(","));
    }

    void write() {
        String text = """
                process.roles=broker,controller
                node.id=%4$d
                controller.quorum.voters=%5$s
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                offsets.topic.replication.factor=%6$d
                offsets.topic.num.partitions=5
                transaction.state.log.replication.factor=%6$d
                transaction.state.log.min.isr=%7$d
                transaction.state.log.num.partitions=5
                share.coordinator.state.topic.replication.factor=%6$d
                share.coordinator.state.topic.min.isr=%7$d
                default.replication.factor=%6$d
                min.insync.replicas=%7$d
                broker.session.timeout.ms=%8$d
                broker.heartbeat.interval.ms=500
                group.initial.rebalance.delay.ms=0
                auto.create.topics.enable=false
                num.network.threads=2
                num.io.threads=4
                """.formatted(
                        clientPort(),
                        controllerPorts.get(node),
                        directory.resolve("data"),
                        node + 1,
                        voters(),
                        replicas(),
                        replicas() / 2 + 1,
                        replicas() == 1 ? ALONE_SESSION_MILLIS : SESSION_MILLIS);
        try {
            Files.createDirectories(directory);
            Files.writeString(properties(), text);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + properties(), e);
        }
    }
}

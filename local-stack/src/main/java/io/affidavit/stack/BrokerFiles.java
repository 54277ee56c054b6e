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

/** The settings file of a single KRaft node on 127.0.0.1 that takes part in transactions. */
final class BrokerFiles {
    private final Path directory;
    private final int clientPort;
    private final int controllerPort;

    BrokerFiles(Path directory) {
        this.directory = directory.toAbsolutePath();
        List<Integer> ports = Ports.free(2);
        this.clientPort = ports.get(0);
        this.controllerPort = ports.get(1);
    }

    Path directory() {
        return directory;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + clientPort;
    }

    int clientPort() {
        return clientPort;
    }

    Path properties() {
        return directory.resolve("server.properties");
    }

    /** Arguments of {@code kafka.tools.StorageTool} that format the data directory. */
    List<String> formatArguments() {
        byte[] id = new byte[16];
        UUID random = UUID.randomUUID();
        ByteBuffer.wrap(id).putLong(random.getMostSignificantBits()).putLong(random.getLeastSignificantBits());
        // Kafka refuses ids that begin with a dash; any other text of 16 bytes will do
        id[0] = 1;
        String clusterId = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        return List.of("format", "-t", clusterId, "-c", properties().toString(), "--ignore-formatted");
    }

    void write() {
        String text = """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=5
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=5
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                default.replication.factor=1
                min.insync.replicas=1
                group.initial.rebalance.delay.ms=0
                auto.create.topics.enable=false
                num.network.threads=2
                num.io.threads=4
                """.formatted(clientPort, controllerPort, directory.resolve("data"));
        try {
            Files.createDirectories(directory);
            Files.writeString(properties(), text);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + properties(), e);
        }
    }
}

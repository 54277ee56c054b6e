/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import java.util.List;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** A Kafka broker in a container; its host port is fixed, so that its address survives restarts. */
final class KafkaContainerBroker implements KafkaBroker {
    private static final String IMAGE = "apache/kafka:4.3.1";
    private static final int CLIENT_PORT = 9092;

    private final KafkaContainer container;

    KafkaContainerBroker() {
        container = new KafkaContainer(DockerImageName.parse(IMAGE));
        container.setPortBindings(List.of("127.0.0.1:" + Ports.free() + ":" + CLIENT_PORT));
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void start() {
        if (container.getContainerId() == null) {
            container.start();
        } else {
            container
                    .getDockerClient()
                    .startContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    @Override
    public void stop() {
        container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void kill() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void close() {
        container.stop();
    }
}

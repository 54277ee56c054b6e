/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.connect.IcebergSinkTask;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.runtime.WorkerSinkTaskContext;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Iceberg's own sink task with the surroundings it insists on: a control topic on a real broker, and a consumer that is
 * a member of the connector's group, because the task elects its coordinator by describing that group.
 */
final class Peer implements AutoCloseable {

    static final String TOPIC = "bench";

    private final String bootstrap;
    private final String connector;
    private final KafkaConsumer<byte[], byte[]> member;

    Peer(String bootstrap, String connector) throws Exception {
        this.bootstrap = bootstrap;
        this.connector = connector;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(
                            new NewTopic("control-" + connector, 1, (short) 1),
                            new NewTopic(TOPIC + "-" + connector, 1, (short) 1)))
                    .all()
                    .get();
        }
        this.member = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "group.id",
                        "connect-" + connector,
                        "max.poll.interval.ms",
                        "3600000",
                        "enable.auto.commit",
                        "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        member.subscribe(List.of(TOPIC + "-" + connector));
        while (member.assignment().isEmpty()) {
            member.poll(Duration.ofMillis(200));
        }
    }

    TopicPartition partition() {
        return new TopicPartition(TOPIC + "-" + connector, 0);
    }

    SinkTask task() {
        return new IcebergSinkTask();
    }

    SinkTaskContext context() {
        return new WorkerSinkTaskContext(member, null, null);
    }

    Map<String, String> config(Map<String, String> catalog, String table, long commitIntervalMs) {
        Map<String, String> config = new HashMap<>(catalog);
        config.put("name", connector);
        config.put("topics", TOPIC + "-" + connector);
        config.put("iceberg.tables", table);
        config.put("iceberg.control.topic", "control-" + connector);
        config.put("iceberg.control.commit.interval-ms", Long.toString(commitIntervalMs));
        config.put("iceberg.kafka.bootstrap.servers", bootstrap);
        return config;
    }

    @Override
    public void close() {
        member.close();
    }
}

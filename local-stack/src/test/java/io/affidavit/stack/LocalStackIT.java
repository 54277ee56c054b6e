/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.stack.rest.Plugin;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalStackIT {
    private static final String SOURCE = "org.apache.kafka.connect.file.FileStreamSourceConnector";
    private static final String SINK = "org.apache.kafka.connect.file.FileStreamSinkConnector";

    @TempDir
    Path directory;

    @Test
    void postgresAnswersOnTheLoopbackAndLeavesNothing() throws Exception {
        // Given
        Path home = directory.resolve("postgres");
        String version;

        // When
        try (LocalPostgres postgres = LocalPostgres.start(home, Map.of("max_connections", "37"));
                Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select version(), current_setting('listen_addresses'), current_setting('max_connections')")) {
            result.next();
            version = result.getString(1);
            assertThat(result.getString(2)).isEqualTo("127.0.0.1");
            assertThat(result.getString(3)).isEqualTo("37");
        }

        // Then
        assertThat(version).startsWith("PostgreSQL 18");
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void embeddedBrokerServesAndRestarts() throws Exception {
        try (EmbeddedKafka broker = new EmbeddedKafka(directory.resolve("kafka"))) {
            // When
            broker.start();
            boolean first = reachable(broker);
            broker.stop();
            boolean stopped = reachable(broker);
            broker.start();

            // Then
            assertThat(first).isTrue();
            assertThat(stopped).isFalse();
            assertThat(reachable(broker)).isTrue();
        }
    }

    @Tag("chaos")
    @ParameterizedTest
    @EnumSource
    void connectorOutlivesKillsOfWorkerAndBroker(ConnectVersion version) throws Exception {
        // Given
        Path input = Files.writeString(directory.resolve("in.txt"), "one\ntwo\n");
        Path output = directory.resolve("out.txt");
        Path plugins = Files.createDirectories(directory.resolve("plugins"));
        try (KafkaProcess broker = new KafkaProcess(directory.resolve("kafka"))) {
            broker.start();
            try (ConnectWorkerProcess worker = ConnectWorkerProcess.on(
                            broker.bootstrapServers(), plugins, directory.resolve("connect"))
                    .version(version)
                    .build()) {
                worker.start();
                assertThat(worker.rest().plugins(true)).contains(new Plugin(SOURCE, "source", version.toString()));
                assertThat(worker.rest().validate(Map.of("connector.class", SOURCE, "name", "in")))
                        .containsOnlyKeys("topic");
                worker.rest().put("in", fileConnector(SOURCE, input, "topic"));
                worker.rest().put("out", fileConnector(SINK, output, "topics"));
                awaitLines(output, List.of("one", "two"));

                // When
                worker.kill();
                broker.kill();
                Files.writeString(input, "three\n", StandardOpenOption.APPEND);
                broker.start();
                worker.start();

                // Then
                worker.rest().awaitRunning("out", 1, Duration.ofMinutes(1));
                awaitLines(output, List.of("one", "two", "three"));
                assertThat(worker.peakMemoryBytes().orElseThrow()).isGreaterThan(10_000_000L);
            }
        }
    }

    private static Map<String, String> fileConnector(String className, Path file, String topicKey) {
        return Map.of(
                "connector.class",
                className,
                "file",
                file.toString(),
                topicKey,
                "lines",
                "topic.creation.default.partitions",
                "1",
                "topic.creation.default.replication.factor",
                "1",
                "value.converter",
                "org.apache.kafka.connect.storage.StringConverter");
    }

    private static void awaitLines(Path file, List<String> wanted) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        List<String> lines = List.of();
        while (!lines.containsAll(wanted) && System.nanoTime() < deadline) {
            Thread.sleep(100);
            lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        }
        assertThat(lines).containsSubsequence(wanted);
    }

    private static boolean reachable(KafkaBroker broker) throws Exception {
        URI address = URI.create("tcp://" + broker.bootstrapServers());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }
}

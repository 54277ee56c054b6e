/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.cli.output.Failure;
import io.affidavit.source.PostgresLogsSourceConfig;
import io.affidavit.source.spi.PositionText;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import picocli.CommandLine.Option;

/** The options that name the topic and how to reach its broker. */
final class TopicOptions {

    @Option(names = "--bootstrap", required = true, paramLabel = "HOST:PORT", description = "Kafka brokers to ask.")
    private String bootstrap;

    @Option(names = "--topic", paramLabel = "NAME", description = "Topic to read. The default is the connector's.")
    private String topic;

    @Option(
            names = "--quarantine-topic",
            paramLabel = "NAME",
            description =
                    "Topic of references to rows that were too large. The default is the connector's. May be repeated.")
    private List<String> quarantineTopics = new ArrayList<>();

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties of the Kafka client, such as its security settings.")
    private Path commandConfig;

    @Option(
            names = "--patience",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "How long the broker may stay silent (default: ${DEFAULT-VALUE}).")
    private int patienceSeconds;

    Tier tier(PostgresLogsSourceConfig source, Origin origin, PositionText positions) {
        Map<String, Object> client = new HashMap<>(properties());
        client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        Set<String> quarantine =
                quarantineTopics.isEmpty() ? Set.of(source.quarantineTopic()) : new HashSet<>(quarantineTopics);
        return new TopicTier(
                client,
                topic == null ? source.topic() : topic,
                quarantine,
                origin,
                positions,
                Duration.ofSeconds(Math.max(1, patienceSeconds)));
    }

    @SuppressWarnings("UnusedException") // its message may quote the file, which may hold secrets
    private Map<String, String> properties() {
        Map<String, String> client = new HashMap<>();
        if (commandConfig == null) {
            return client;
        }
        try (Reader reader = Files.newBufferedReader(commandConfig, StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(reader);
            properties.stringPropertyNames().forEach(name -> client.put(name, properties.getProperty(name)));
            return client;
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure("Cannot read --command-config " + commandConfig + ": no readable properties file.");
        }
    }
}

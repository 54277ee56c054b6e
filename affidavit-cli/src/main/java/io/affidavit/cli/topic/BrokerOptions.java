/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.topic;

import io.affidavit.cli.output.Failure;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import picocli.CommandLine.Option;

/** The options that say how to reach a broker. */
public final class BrokerOptions {

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "Kafka brokers to ask; needed for topics.")
    private String bootstrap;

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

    /** Filled in by picocli. */
    public BrokerOptions() {}

    /** What reads topics of this broker; connects when it is asked to read. */
    public TopicReader reader() {
        return new TopicReader(client(), Duration.ofSeconds(Math.max(1, patienceSeconds)));
    }

    /** Properties of any Kafka client of this broker. */
    public Map<String, Object> client() {
        if (bootstrap == null) {
            throw new Failure("Cannot reach a topic: no broker is named. Give --bootstrap HOST:PORT.");
        }
        Map<String, Object> client = new HashMap<>(properties());
        client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return client;
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

    /** How long the broker may stay silent. */
    public Duration patience() {
        return Duration.ofSeconds(Math.max(1, patienceSeconds));
    }
}

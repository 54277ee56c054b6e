/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import io.affidavit.stack.rest.ConnectRest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A distributed Kafka Connect worker in its own JVM, with exactly-once sources on. */
public final class ConnectWorkerProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Builder settings;
    private final int port = Ports.free();
    private LocalProcess process;

    private ConnectWorkerProcess(Builder settings) {
        this.settings = settings;
    }

    /**
     * Describes a worker.
     *
     * @param bootstrapServers the broker
     * @param pluginPath the directory that holds one directory per plugin
     * @param directory where the worker's settings and log go
     */
    public static Builder on(String bootstrapServers, Path pluginPath, Path directory) {
        return new Builder(bootstrapServers, pluginPath.toAbsolutePath(), directory.toAbsolutePath());
    }

    /** Its REST address, the same over restarts. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** A client of its REST interface. */
    public ConnectRest rest() {
        return new ConnectRest(uri());
    }

    /** Its log, which restarts append to. */
    public Path log() {
        return settings.directory.resolve("connect.log");
    }

    /** The highest resident memory of the running process, in bytes; empty where the system does not tell. */
    public OptionalLong peakMemoryBytes() {
        return process == null ? OptionalLong.empty() : process.peakMemoryBytes();
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** Starts, and returns when the REST interface serves. */
    public void start() {
        Path logConfig = LogConfig.write(settings.directory.resolve("log4j2.xml"), settings.logLevels);
        Path properties = writeProperties();
        List<String> options = new ArrayList<>(
                List.of("-Xms256m", "-Xmx" + settings.heapMegabytes + "m", LogConfig.option(logConfig)));
        options.addAll(settings.jvmOptions);
        process = LocalProcess.start(
                "Connect worker " + settings.version,
                LocalProcess.java(
                        Runtimes.connect(settings.version),
                        options,
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        List.of(properties.toString())),
                settings.directory,
                log());
        ConnectRest rest = rest();
        process.awaitReady(rest::serving, START_LIMIT);
    }

    /** Ends the worker as an operator would. */
    public void stop() {
        if (process != null) {
            process.stop();
        }
    }

    /** Ends the worker as a crash would. */
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /** Freezes the worker (SIGSTOP): to the others it is dead, to itself it is not. */
    public void suspend() {
        process.suspend();
    }

    /** Lets a frozen worker go on (SIGCONT). */
    public void resume() {
        process.resume();
    }

    @Override
    public void close() {
        stop();
    }

    private Path writeProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("bootstrap.servers", settings.bootstrapServers);
        properties.put("group.id", settings.group);
        properties.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        properties.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        properties.put("value.converter.schemas.enable", "false");
        for (String topic : List.of("config", "offset", "status")) {
            properties.put(topic + ".storage.topic", settings.group + "-" + topic + "s");
            properties.put(topic + ".storage.replication.factor", "1");
        }
        properties.put("offset.storage.partitions", "5");
        properties.put("status.storage.partitions", "2");
        properties.put("offset.flush.interval.ms", "2000");
        properties.put("listeners", "http://127.0.0.1:" + port);
        properties.put("rest.advertised.host.name", "127.0.0.1");
        properties.put("rest.advertised.port", Integer.toString(port));
        properties.put("exactly.once.source.support", "enabled");
        properties.put("plugin.path", settings.pluginPath.toString());
        properties.put("plugin.discovery", "service_load");
        // a killed worker is declared dead soon, not after 45 s
        properties.put("consumer.session.timeout.ms", "10000");
        properties.put("scheduled.rebalance.max.delay.ms", "3000");
        properties.put("connector.client.config.override.policy", "All");
        properties.putAll(settings.properties);
        String text = properties.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\") + "\n")
                .collect(Collectors.joining());
        try {
            Files.createDirectories(settings.directory);
            return Files.writeString(settings.directory.resolve("connect-distributed.properties"), text);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the worker's settings in " + settings.directory, e);
        }
    }

    /** What a worker is to be like. */
    public static final class Builder {
        private final String bootstrapServers;
        private final Path pluginPath;
        private final Path directory;
        private final Map<String, String> properties = new TreeMap<>();
        private final Map<String, String> logLevels = new TreeMap<>(Map.of("org.apache.kafka.clients", "WARN"));
        private ConnectVersion version = ConnectVersion.V4_3_1;
        private String group = "connect";
        private final List<String> jvmOptions = new ArrayList<>();
        private int heapMegabytes = 768;

        private Builder(String bootstrapServers, Path pluginPath, Path directory) {
            this.bootstrapServers = Objects.requireNonNull(bootstrapServers, "bootstrapServers");
            this.pluginPath = pluginPath;
            this.directory = directory;
        }

        /** Kafka version of the worker; 4.3.1 unless told. */
        public Builder version(ConnectVersion value) {
            this.version = Objects.requireNonNull(value, "version");
            return this;
        }

        /** Workers of one group share connectors; also the prefix of the internal topics. */
        public Builder group(String value) {
            this.group = Objects.requireNonNull(value, "group");
            return this;
        }

        /** Maximum heap in MiB; 768 unless told. */
        public Builder heapMegabytes(int value) {
            this.heapMegabytes = value;
            return this;
        }

        /** An option of the Java virtual machine, beside those for heap and log. */
        public Builder jvmOption(String value) {
            jvmOptions.add(Objects.requireNonNull(value, "value"));
            return this;
        }

        /** A worker property beside or instead of ours. */
        public Builder property(String key, String value) {
            properties.put(key, value);
            return this;
        }

        /** The level of a logger; everything else logs at INFO. */
        public Builder logLevel(String logger, String level) {
            logLevels.put(logger, level);
            return this;
        }

        /** The worker, not yet started. */
        public ConnectWorkerProcess build() {
            return new ConnectWorkerProcess(this);
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A Kafka 4.3.1 broker in its own JVM. */
public final class KafkaProcess implements KafkaBroker {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final int HEAP_MEGABYTES = 512;

    private final int heapMegabytes;
    private final BrokerFiles files;
    private LocalProcess process;
    private boolean formatted;

    /** @param directory where its settings, data and log go */
    public KafkaProcess(Path directory) {
        this(new BrokerFiles(directory), HEAP_MEGABYTES);
    }

    KafkaProcess(BrokerFiles files, int heapMegabytes) {
        this.files = files;
        this.heapMegabytes = heapMegabytes;
    }

    @Override
    public String bootstrapServers() {
        return files.bootstrapServers();
    }

    /** Its log. */
    public Path log() {
        return files.directory().resolve("server.log");
    }

    /** The highest resident memory so far, in bytes; empty where the system does not tell. */
    public OptionalLong peakMemoryBytes() {
        return process == null ? OptionalLong.empty() : process.peakMemoryBytes();
    }

    @Override
    public void start() {
        Path logConfig = LogConfig.write(
                files.directory().resolve("log4j2.xml"),
                Map.of(
                        "state.change.logger", "WARN",
                        "org.apache.kafka.clients", "WARN"));
        if (!formatted) {
            files.write();
            format(logConfig);
            formatted = true;
        }
        process = LocalProcess.start(
                "Kafka broker",
                LocalProcess.java(
                        Runtimes.broker(),
                        List.of(
                                "-Xms" + heapMegabytes / 2 + "m",
                                "-Xmx" + heapMegabytes + "m",
                                LogConfig.option(logConfig)),
                        "kafka.Kafka",
                        List.of(files.properties().toString())),
                files.directory(),
                log());
        process.awaitReady(this::serving, START_LIMIT);
    }

    @Override
    public void stop() {
        if (process != null) {
            process.stop();
        }
    }

    @Override
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void format(Path logConfig) {
        Path formatLog = files.directory().resolve("format.log");
        LocalProcess format = LocalProcess.start(
                "Kafka storage format",
                LocalProcess.java(
                        Runtimes.broker(),
                        List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", LogConfig.option(logConfig)),
                        "kafka.tools.StorageTool",
                        files.formatArguments()),
                files.directory(),
                formatLog);
        format.awaitSuccess(START_LIMIT);
    }

    /** A broker opens its client port only once it can serve. */
    private boolean serving() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), files.clientPort()), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.quickstart;

import io.affidavit.stack.ConnectWorkerProcess;
import io.affidavit.stack.KafkaProcess;
import io.affidavit.stack.LocalPostgres;
import io.affidavit.stack.PluginDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The processes of one run and the directory that holds all they write; both vanish at {@link #close}. */
final class Stack implements AutoCloseable {
    private final Path directory;
    private LocalPostgres postgres;
    private KafkaProcess broker;
    private ConnectWorkerProcess worker;
    private volatile boolean closing;

    Stack(Path directory) {
        this.directory = directory;
    }

    static Stack inTemporaryDirectory() {
        try {
            return new Stack(Files.createTempDirectory("affidavit-quickstart-"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a temporary directory", e);
        }
    }

    Path directory() {
        return directory;
    }

    LocalPostgres postgres() {
        return postgres;
    }

    ConnectWorkerProcess worker() {
        return worker;
    }

    KafkaProcess broker() {
        return broker;
    }

    /** Where the archive's catalog and files are. */
    Path archive() {
        return directory.resolve("archive");
    }

    /** The unpacked command line. */
    Path commandLine() {
        return directory.resolve("cli");
    }

    LocalPostgres startPostgres() {
        postgres = LocalPostgres.start(directory.resolve("postgres"));
        return postgres;
    }

    KafkaProcess startBroker() {
        broker = new KafkaProcess(directory.resolve("kafka"));
        broker.start();
        return broker;
    }

    /** Starts a worker on the unpacked zips; its configs may refer to the file of secrets. */
    ConnectWorkerProcess startWorker() {
        Path plugins = PluginDirectory.unpack(
                directory.resolve("plugins"),
                List.of(
                        PluginDirectory.zip("transforms"),
                        PluginDirectory.zip("sources"),
                        PluginDirectory.zip("archive")));
        worker = ConnectWorkerProcess.on(broker.bootstrapServers(), plugins, directory.resolve("connect"))
                .property("config.providers", "file")
                .property("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider")
                .build();
        worker.start();
        return worker;
    }

    /** Whether the end has begun, so that failures are its consequence. */
    boolean closing() {
        return closing;
    }

    /** Stops everything and removes the directory; safe to call twice and from a shutdown hook. */
    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        Stream.of(worker, broker, postgres).forEach(Stack::closeQuietly);
        removeDirectory();
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            if (part != null) {
                part.close();
            }
        } catch (Exception e) {
            // the leash of the process ends it with this JVM
        }
    }

    private void removeDirectory() {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + directory, e);
        }
    }
}

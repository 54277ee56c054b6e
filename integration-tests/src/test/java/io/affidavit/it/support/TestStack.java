/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it.support;

import io.affidavit.stack.ConnectWorkerProcess;
import io.affidavit.stack.KafkaBroker;
import io.affidavit.stack.LocalPostgres;
import io.affidavit.stack.PluginDirectory;
import io.affidavit.stack.rest.ConnectRest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A database, a broker and a worker on the packaged module zips, shared by all tests of a run. */
public final class TestStack implements AutoCloseable {
    private final Path directory;
    private final LocalPostgres postgres;
    private final KafkaBroker broker;
    private final ConnectWorkerProcess worker;
    private final Topics topics;
    private final Path commandLine;

    TestStack() {
        try {
            this.directory = Files.createTempDirectory("affidavit-it-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.postgres = LocalPostgres.start(directory.resolve("postgres"));
        this.broker = KafkaBroker.chosen(directory.resolve("kafka"));
        broker.start();
        this.topics = new Topics(broker.bootstrapServers());
        this.commandLine = PluginDirectory.unpack(directory.resolve("cli"), List.of(PluginDirectory.zip("cli")));
        this.worker = ConnectWorkerProcess.on(
                        broker.bootstrapServers(), modules(directory), directory.resolve("connect"))
                // our own loggers tell everything, so that a leak shows
                .logLevel("io.affidavit", "TRACE")
                .property("config.providers", "secrets")
                .property(
                        "config.providers.secrets.class", "org.apache.kafka.common.config.provider.FileConfigProvider")
                .build();
        worker.start();
    }

    /** Unpacks the module zips below a directory; the result serves as a plugin path. */
    public static Path modules(Path directory) {
        return PluginDirectory.unpack(
                directory.resolve("plugins"),
                Stream.of("transforms", "sources", "lake", "archive", "monitor")
                        .map(PluginDirectory::zip)
                        .toList());
    }

    public Path directory() {
        return directory;
    }

    public LocalPostgres postgres() {
        return postgres;
    }

    public KafkaBroker broker() {
        return broker;
    }

    public ConnectWorkerProcess worker() {
        return worker;
    }

    public ConnectRest rest() {
        return worker.rest();
    }

    public Topics topics() {
        return topics;
    }

    /** The packaged command line. */
    public CommandLine affidavit() {
        return new CommandLine(commandLine);
    }

    @Override
    public void close() throws IOException {
        topics.close();
        worker.close();
        broker.close();
        postgres.close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples;

import io.affidavit.stack.ConnectWorkerProcess;
import io.affidavit.stack.KafkaProcess;
import io.affidavit.stack.LocalPostgres;
import io.affidavit.stack.PluginDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The processes of one run and the directory that holds all they write; both vanish at {@link #close}. */
public final class Stack implements AutoCloseable {
    private final Path directory;
    private final List<String> zips;
    private LocalPostgres postgres;
    private KafkaProcess broker;
    private ConnectWorkerProcess worker;
    private volatile boolean closing;

    private Stack(Path directory, List<String> zips) {
        this.directory = directory;
        this.zips = List.copyOf(zips);
    }

    /** @param zips folders below {@code packaging} whose zips the worker gets */
    static Stack inTemporaryDirectory(String name, List<String> zips) {
        try {
            return new Stack(Files.createTempDirectory("affidavit-" + name + "-"), zips);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a temporary directory", e);
        }
    }

    public Path directory() {
        return directory;
    }

    public LocalPostgres postgres() {
        return postgres;
    }

    public ConnectWorkerProcess worker() {
        return worker;
    }

    public KafkaProcess broker() {
        return broker;
    }

    /** Where the archive's catalog and files are. */
    public Path archive() {
        return directory.resolve("archive");
    }

    /** The unpacked command line. */
    public Path commandLine() {
        return directory.resolve("cli");
    }

    public LocalPostgres startPostgres() {
        postgres = LocalPostgres.start(directory.resolve("postgres"));
        return postgres;
    }

    public KafkaProcess startBroker() {
        broker = new KafkaProcess(directory.resolve("kafka"));
        broker.start();
        return broker;
    }

    /** Starts a worker on the unpacked zips; its configs may refer to the file of secrets. */
    public ConnectWorkerProcess startWorker() {
        Path plugins = PluginDirectory.unpack(
                directory.resolve("plugins"),
                zips.stream().map(PluginDirectory::zip).toList());
        worker = ConnectWorkerProcess.on(broker.bootstrapServers(), plugins, directory.resolve("connect"))
                .property("config.providers", "file")
                .property("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider")
                .build();
        worker.start();
        return worker;
    }

    /** Unpacks the command line and makes a signing key with it, in {@link #keys}. */
    public CommandLine makeKeys() {
        PluginDirectory.unpack(commandLine(), List.of(PluginDirectory.zip("cli")));
        CommandLine affidavit = new CommandLine(commandLine());
        affidavit.run(line -> {}, "keys", "generate", "--out", keys().toString());
        return affidavit;
    }

    /** Where the signing key and the trusted keys are. */
    public Path keys() {
        return directory.resolve("keys");
    }

    /** Writes a file that only its owner can read. */
    public Path write(String name, String text) {
        Path file = directory.resolve(name);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
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

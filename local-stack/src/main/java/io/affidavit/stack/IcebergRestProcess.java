/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Iceberg's REST catalog server 1.11.0 in its own JVM, over an SQLite catalog that survives its restarts. */
public final class IcebergRestProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path directory;
    private final Map<String, String> catalogProperties;
    private final int port = Ports.free();
    private LocalProcess process;

    /**
     * @param directory where its database, settings and log go
     * @param catalogProperties Iceberg's properties of the catalog it serves; the warehouse is required
     */
    public IcebergRestProcess(Path directory, Map<String, String> catalogProperties) {
        this.directory = directory.toAbsolutePath();
        this.catalogProperties = Map.copyOf(catalogProperties);
    }

    /** Its address, the same over restarts. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Starts, and returns when it serves. */
    public void start() {
        Path properties = writeProperties();
        Path runtime = Runtimes.icebergRest();
        process = LocalProcess.start(
                "Iceberg REST catalog",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        runtime.resolve("classes") + ":"
                                + runtime.resolve("jars").resolve("*"),
                        "io.affidavit.stack.catalog.RestCatalogMain",
                        Integer.toString(port),
                        properties.toString()),
                directory,
                directory.resolve("rest-catalog.log"));
        process.awaitReady(this::serving, START_LIMIT);
    }

    /** Ends it as an operator would. */
    public void stop() {
        if (process != null) {
            process.stop();
        }
    }

    /** Ends it as a crash would. */
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private Path writeProperties() {
        Properties properties = new Properties();
        properties.setProperty("catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog");
        properties.setProperty(
                "uri", "jdbc:sqlite:" + directory.resolve("catalog.db") + "?busy_timeout=60000&journal_mode=WAL");
        properties.setProperty("jdbc.schema-version", "V1");
        properties.putAll(catalogProperties);
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve("catalog.properties");
            try (OutputStream out = Files.newOutputStream(file)) {
                properties.store(out, null);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the settings of the REST catalog in " + directory, e);
        }
    }

    private boolean serving() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

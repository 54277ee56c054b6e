/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Apicurio Registry in its own JVM, which must be of Java 21 or later; it keeps its schemas in memory. */
public final class SchemaRegistryProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(4);

    private final Path server;
    private final Path java;
    private final Path directory;
    private final int port = Ports.free();
    private final HttpClient client = HttpClient.newHttpClient();
    private LocalProcess process;

    /**
     * @param server the directory its archive was unpacked into
     * @param java the java command
     * @param directory where its log goes
     */
    public SchemaRegistryProcess(Path server, Path java, Path directory) {
        this.server = server.toAbsolutePath();
        this.java = java;
        this.directory = directory.toAbsolutePath();
    }

    /** Its address without a path: below {@code /apis} are the interfaces. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Starts, and returns when it serves. */
    public SchemaRegistryProcess start() {
        process = LocalProcess.start(
                "schema registry",
                List.of(
                        java.toString(),
                        "-Xmx512m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=" + Ports.free(),
                        "-jar",
                        server.resolve("quarkus-run.jar").toString()),
                directory,
                directory.resolve("registry.log"));
        process.awaitReady(this::serving, START_LIMIT);
        return this;
    }

    @Override
    public void close() {
        if (process != null) {
            process.stop();
        }
    }

    private boolean serving() {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri().resolve("/apis/ccompat/v7/subjects"))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

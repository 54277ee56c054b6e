/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A node of OpenSearch 2.19.3 in its own JVM. A module that uses it names {@code runtime-opensearch-2.19.3} in its pom. */
public final class OpenSearchProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Path directory;
    private final List<Integer> ports = Ports.free(2);
    private final StoreHttp http = new StoreHttp(ports.get(0), "Content-Type", "application/json");
    private LocalProcess process;

    /** @param directory where its data and log go */
    public OpenSearchProcess(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** Its address, the same over restarts. */
    public URI uri() {
        return http.root();
    }

    /** Starts on the data it had, and returns when it serves. */
    public void start() {
        start(List.of(), this::healthy);
    }

    /** Starts on the data it had, but recovers none of its indices, for lack of a second node; returns when it answers. */
    public void startWaitingForAnother() {
        start(List.of("gateway.recover_after_data_nodes=2"), this::answers);
    }

    private void start(List<String> settings, BooleanSupplier ready) {
        Path runtime = Runtimes.openSearch();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.disable.jmx=true",
                "-Dlog4j2.level=WARN",
                "-Dio.netty.noUnsafe=true",
                "-Dopensearch.path.home=" + directory,
                "-cp",
                runtime.resolve("classes") + ":" + runtime.resolve("jars").resolve("*"),
                "io.affidavit.stack.search.OpenSearchMain",
                directory.toString(),
                Integer.toString(ports.get(0)),
                Integer.toString(ports.get(1))));
        command.addAll(settings);
        process = LocalProcess.start("OpenSearch", command, directory, directory.resolve("log"));
        process.awaitReady(ready, START_LIMIT);
    }

    /**
     * One request.
     *
     * @param body JSON, or null
     * @return the answer's body
     * @throws StackException if the answer is no success
     */
    public String call(String method, String path, String body) {
        return http.send(method, path, body);
    }

    /** Ends it as a crash would. */
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public void close() {
        kill();
    }

    private boolean healthy() {
        return succeeds("/_cluster/health?wait_for_status=yellow&timeout=60s");
    }

    private boolean answers() {
        return succeeds("/");
    }

    private boolean succeeds(String path) {
        try {
            call("GET", path, null);
            return true;
        } catch (UncheckedIOException | StackException e) {
            return false;
        }
    }
}

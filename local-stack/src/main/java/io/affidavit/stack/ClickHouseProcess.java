/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * ClickHouse's engine (chdb) behind its HTTP interface, in a process of Node.js. The system property {@code affidavit.chdb}
 * names the directory of node modules that holds chdb; without it there is none.
 */
public final class ClickHouseProcess implements AutoCloseable {
    /** The system property that names the directory of node modules. */
    public static final String PROPERTY = "affidavit.chdb";

    public static final String USER = "reader";
    public static final String PASSWORD = "pass-wörd";

    private static final String SERVER = "connect-source-legacy-logs/src/test/clickhouse/server.js";
    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    private final StoreHttp http;
    private final LocalProcess process;

    private ClickHouseProcess(StoreHttp http, LocalProcess process) {
        this.http = http;
        this.process = process;
    }

    /** Where chdb lies, if this machine has it. */
    public static Optional<Path> modules() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
    }

    /**
     * Starts a server with an empty database {@code logs}.
     *
     * @param directory where its data and log go
     */
    public static ClickHouseProcess start(Path directory) {
        Path modules = modules()
                .orElseThrow(() -> new StackException(
                        "Cannot start ClickHouse: set -D" + PROPERTY + " to the node modules that hold chdb."));
        Path files = directory.toAbsolutePath();
        int port = Ports.free();
        LocalProcess process = LocalProcess.start(
                "ClickHouse",
                List.of(
                        "node",
                        Runtimes.home().resolve(SERVER).toString(),
                        Integer.toString(port),
                        files.resolve("data").toString(),
                        USER + ":" + PASSWORD),
                Map.of("NODE_PATH", modules.toAbsolutePath().toString()),
                files,
                files.resolve("log"));
        StoreHttp http = new StoreHttp(port, "Authorization", StoreHttp.basic(USER, PASSWORD));
        ClickHouseProcess server = new ClickHouseProcess(http, process);
        process.awaitReady(server::serving, START_LIMIT);
        server.execute("CREATE DATABASE logs ENGINE = Atomic");
        return server;
    }

    /** Its address. */
    public URI uri() {
        return http.root();
    }

    /**
     * Runs a statement.
     *
     * @return the answer, as lines of values with tabs
     * @throws StackException if it is refused
     */
    public String execute(String sql) {
        return http.send("POST", "/", sql);
    }

    @Override
    public void close() {
        process.kill();
    }

    private boolean serving() {
        try {
            execute("SELECT 1");
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}

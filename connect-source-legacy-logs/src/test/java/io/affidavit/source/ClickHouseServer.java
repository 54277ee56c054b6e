/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.source.http.HttpEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * ClickHouse's engine (chdb) behind its HTTP interface, in a process of its own, one per test run. The system property
 * {@code affidavit.chdb} names the directory of node modules that holds chdb; tests without it do not run.
 */
public final class ClickHouseServer implements AutoCloseable {

    static final String PROPERTY = "affidavit.chdb";
    static final String USER = "reader";
    static final String PASSWORD = "pass-wörd";

    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger names = new AtomicInteger();
    private final int port = freePort();
    private final Process process;

    private ClickHouseServer() {
        try {
            Path directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "clickhouse");
            ProcessBuilder builder = new ProcessBuilder(
                    "node",
                    "src/test/clickhouse/server.js",
                    Integer.toString(port),
                    directory.resolve("data").toString(),
                    USER + ":" + PASSWORD);
            builder.environment().put("NODE_PATH", System.getProperty(PROPERTY));
            process = builder.redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitStart();
        execute("CREATE DATABASE logs ENGINE = Atomic");
    }

    /** Hands the server to tests. */
    public static final class Shared implements ParameterResolver {

        private static final ExtensionContext.Namespace SPACE =
                ExtensionContext.Namespace.create(ClickHouseServer.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ClickHouseServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(SPACE)
                    .computeIfAbsent("server", key -> new ClickHouseServer(), ClickHouseServer.class);
        }
    }

    /** A name of a table in the database {@code logs} that no test used. */
    String freshName() {
        return "rows_" + names.incrementAndGet();
    }

    Map<String, String> config(String table, String cursor) {
        Map<String, String> config = new HashMap<>();
        config.put("name", "test");
        config.put("topic", "rows");
        config.put("source.url", "http://127.0.0.1:" + port);
        config.put("source.user", USER);
        config.put("source.password", PASSWORD);
        config.put("source.database", "logs");
        config.put("source.table", table);
        config.put("source.cursor.column", cursor);
        config.put("source.hash.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        config.put("source.lag", "1800ms");
        config.put("source.poll.interval", "20ms");
        return config;
    }

    /** Runs statements in turn, and gives the last one's answer, as lines of values with tabs. */
    String execute(String... statements) {
        String answer = "";
        for (String sql : statements) {
            answer = send(sql);
        }
        return answer;
    }

    private String send(String sql) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                    .POST(BodyPublishers.ofString(sql))
                    .header("Authorization", HttpEndpoint.basic(USER, PASSWORD))
                    .build();
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitStart() {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                execute("SELECT 1");
                return;
            } catch (UncheckedIOException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException("ClickHouse did not start.", e);
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

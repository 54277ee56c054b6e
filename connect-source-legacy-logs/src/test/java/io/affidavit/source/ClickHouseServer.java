/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.stack.ClickHouseProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** ClickHouse in a process of its own, one per test run; tests without the system property that names chdb do not run. */
public final class ClickHouseServer implements AutoCloseable {

    static final String PROPERTY = ClickHouseProcess.PROPERTY;
    static final String USER = ClickHouseProcess.USER;
    static final String PASSWORD = ClickHouseProcess.PASSWORD;

    private final AtomicInteger names = new AtomicInteger();
    private final ClickHouseProcess process;

    private ClickHouseServer() {
        try {
            process = ClickHouseProcess.start(
                    Files.createTempDirectory(Path.of("target").toAbsolutePath(), "clickhouse"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        config.put("source.url", process.uri().toString());
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
            answer = process.execute(sql);
        }
        return answer;
    }

    @Override
    public void close() {
        process.close();
    }
}

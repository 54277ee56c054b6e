/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.stack.MySqlProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real MySQL, one server per test run, and a fresh database for every parameter of type {@link InnoDbDatabase}. The
 * system property {@code affidavit.mysql.program} names its program; without it, and without MySQL's driver, its tests
 * are left out.
 */
public final class MySqlServer implements ParameterResolver, ExecutionCondition {

    private static final String PROGRAM = "affidavit.mysql.program";
    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(MySqlServer.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return System.getProperty(PROGRAM) != null
                ? ConditionEvaluationResult.enabled("MySQL is there")
                : ConditionEvaluationResult.disabled("MySQL is not there: set " + PROGRAM);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == InnoDbDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Server server =
                context.getRoot().getStore(SPACE).computeIfAbsent("server", key -> Server.start(), Server.class);
        return server.fresh();
    }

    /** The one server of a test run. */
    private record Server(MySqlProcess process, Path directory, AtomicInteger databases) implements AutoCloseable {

        static Server start() {
            try {
                // of a short name, for that of the socket in it may not be long
                Path directory = Files.createTempDirectory("affidavit-mysql");
                MySqlProcess process = new MySqlProcess(Path.of(System.getProperty(PROGRAM)), directory);
                process.start();
                // an old server comes with a user of any name
                new Database(process, "mysql").execute("DELETE FROM user WHERE user = ''", "FLUSH PRIVILEGES");
                return new Server(process, directory, new AtomicInteger());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Database fresh() {
            String name = "test_" + databases.incrementAndGet();
            new Database(process, "mysql").execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
            return new Database(process, name);
        }

        @Override
        public void close() throws IOException {
            process.close();
            try (Stream<Path> files = Files.walk(directory)) {
                List<Path> deepestFirst =
                        files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : deepestFirst) {
                    Files.delete(file);
                }
            }
        }
    }

    /** A database of the server. Tables of numbers, {@code seq_1_to_N}, which only MariaDB has, are made when they are named. */
    private record Database(MySqlProcess server, String name) implements InnoDbDatabase {

        private static final Pattern NUMBERS = Pattern.compile("seq_1_to_(\\d+)");

        @Override
        public String url() {
            return server.jdbcUrl(name);
        }

        @Override
        public Connection connect() throws SQLException {
            return server.connect(name);
        }

        @Override
        public void kill() {
            server.kill();
        }

        @Override
        public void stop() {
            server.stop();
        }

        @Override
        public void start() {
            server.start();
        }

        @Override
        public void execute(String... statements) {
            NUMBERS.matcher(String.join(";", statements))
                    .results()
                    .forEach(table -> number(table.group(), Integer.parseInt(table.group(1))));
            InnoDbDatabase.super.execute(statements);
        }

        private void number(String table, int last) {
            String values = IntStream.rangeClosed(1, last)
                    .mapToObj(number -> "(" + number + ")")
                    .reduce((before, number) -> before + "," + number)
                    .orElseThrow();
            InnoDbDatabase.super.execute(
                    "CREATE TABLE IF NOT EXISTS " + table + " (seq int PRIMARY KEY)",
                    "REPLACE INTO " + table + " VALUES " + values);
        }
    }
}

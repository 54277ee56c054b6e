/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.stack.MariaDbProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real MariaDB of this machine's packages, one server per test run, and a fresh database for every parameter of type
 * {@link InnoDbDatabase}. Without the package {@code mariadb-server} its tests are left out.
 */
public final class MariaServer implements ParameterResolver, ExecutionCondition {

    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(MariaServer.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return MariaDbProcess.program().isPresent()
                ? ConditionEvaluationResult.enabled("MariaDB is installed")
                : ConditionEvaluationResult.disabled("MariaDB is not installed: apt-get install mariadb-server");
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
    private record Server(MariaDbProcess process, Path directory, AtomicInteger databases) implements AutoCloseable {

        static Server start() {
            try {
                // of a short name, for that of the socket in it may not be long
                Path directory = Files.createTempDirectory("affidavit-mariadb");
                MariaDbProcess process = new MariaDbProcess(directory);
                process.start();
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

    private record Database(MariaDbProcess server, String name) implements InnoDbDatabase {

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
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real MariaDB of this machine's packages, one server per test run, and a fresh database for every parameter of type
 * {@link Database}. Without the package {@code mariadb-server} its tests are left out.
 */
public final class MariaServer implements ParameterResolver, ExecutionCondition {

    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(MariaServer.class);
    private static final Optional<Path> BINARY = Stream.of("/usr/sbin/mariadbd", "/usr/bin/mariadbd")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return BINARY.isPresent()
                ? ConditionEvaluationResult.enabled("MariaDB is installed")
                : ConditionEvaluationResult.disabled("MariaDB is not installed: apt-get install mariadb-server");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Database.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Server server = context.getRoot().getStore(SPACE).computeIfAbsent("server", key -> new Server(), Server.class);
        return server.fresh();
    }

    /** The server's process, which tests may kill and start again. */
    public static final class Server implements AutoCloseable {

        private final AtomicInteger databases = new AtomicInteger();
        private final Path directory;
        private final int port;
        private Process process;

        private Server() {
            try {
                directory = Files.createTempDirectory("affidavit-mariadb");
                port = freePort();
                run(
                        "mariadb-install-db",
                        "--no-defaults",
                        "--user=" + System.getProperty("user.name"),
                        "--datadir=" + directory.resolve("data"),
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db");
                start();
            } catch (IOException e) {
                throw new IllegalStateException("Cannot start MariaDB.", e);
            }
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            }
        }

        private void run(String... command) throws IOException {
            try {
                Process install = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("install.log").toFile())
                        .start();
                if (!install.waitFor(2, TimeUnit.MINUTES) || install.exitValue() != 0) {
                    throw new IOException("see " + directory.resolve("install.log"));
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Starts the process, with the databases it had. */
        public void start() throws IOException {
            process = new ProcessBuilder(
                            BINARY.orElseThrow().toString(),
                            "--no-defaults",
                            "--user=" + System.getProperty("user.name"),
                            "--datadir=" + directory.resolve("data"),
                            "--socket=" + directory.resolve("socket"),
                            "--pid-file=" + directory.resolve("pid"),
                            "--port=" + port,
                            "--bind-address=127.0.0.1",
                            "--innodb-buffer-pool-size=64M",
                            "--innodb-flush-log-at-trx-commit=2")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("log").toFile()))
                    .start();
            awaitConnection();
        }

        private void awaitConnection() throws IOException {
            for (int i = 0; i < 300; i++) {
                try (Connection connection = new Database(this, "mysql").connect()) {
                    if (connection.isValid(1)) {
                        return;
                    }
                } catch (SQLException e) {
                    sleep();
                }
            }
            throw new IOException("MariaDB does not answer, see " + directory.resolve("log"));
        }

        private static void sleep() {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Kills the process without a chance to say goodbye. */
        public void kill() {
            end(process.destroyForcibly());
        }

        /** Shuts the server down. */
        public void stop() {
            process.destroy();
            end(process);
        }

        private static void end(Process process) {
            try {
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("MariaDB does not end.");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private Database fresh() {
            String name = "test_" + databases.incrementAndGet();
            new Database(this, "mysql").execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
            return new Database(this, name);
        }

        @Override
        public void close() throws IOException {
            kill();
            try (Stream<Path> files = Files.walk(directory, new FileVisitOption[0])) {
                List<Path> deepestFirst =
                        files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : deepestFirst) {
                    Files.delete(file);
                }
            }
        }
    }

    /** A database of the server; the user {@code root} may do everything in it, without a password. */
    public record Database(Server server, String name) {

        public String url() {
            return "jdbc:mariadb://127.0.0.1:" + server.port + "/" + name;
        }

        public Connection connect() throws SQLException {
            return DriverManager.getConnection(url(), "root", "");
        }

        public void execute(String... statements) {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

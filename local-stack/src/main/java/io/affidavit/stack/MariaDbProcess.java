/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A MariaDB server of this machine's package {@code mariadb-server}; not every machine has it. Whoever connects brings the
 * driver.
 */
public final class MariaDbProcess implements AutoCloseable {
    /** May do everything, without a password. */
    public static final String USER = "root";

    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(2);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path directory;
    private final int port = Ports.free();
    private LocalProcess process;

    /**
     * Prepares an empty server.
     *
     * @param directory where its data and log go
     */
    public MariaDbProcess(Path directory) {
        this.directory = directory.toAbsolutePath();
        LocalProcess.start(
                        "mariadb-install-db",
                        List.of(
                                "mariadb-install-db",
                                "--no-defaults",
                                "--user=" + System.getProperty("user.name"),
                                "--datadir=" + this.directory.resolve("data"),
                                "--auth-root-authentication-method=normal",
                                "--skip-test-db"),
                        this.directory,
                        this.directory.resolve("install.log"))
                .awaitSuccess(INSTALL_LIMIT);
    }

    /** The server's program, if this machine has it. */
    public static Optional<Path> program() {
        return Stream.of("/usr/sbin/mariadbd", "/usr/bin/mariadbd")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts on the databases it had, and returns when it answers.
     *
     * @param settings options of its command line besides ours
     */
    public void start(String... settings) {
        List<String> command = new ArrayList<>(List.of(
                program()
                        .orElseThrow(() -> new StackException("Cannot start MariaDB: install mariadb-server."))
                        .toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--datadir=" + directory.resolve("data"),
                "--socket=" + directory.resolve("socket"),
                "--pid-file=" + directory.resolve("pid"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--innodb-buffer-pool-size=64M",
                "--innodb-flush-log-at-trx-commit=2"));
        command.addAll(List.of(settings));
        process = LocalProcess.start("MariaDB", command, directory, directory.resolve("log"));
        process.awaitReady(this::answers, START_LIMIT);
    }

    /** The JDBC address of a database. */
    public String jdbcUrl(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
    }

    /** A connection to a database. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), USER, "");
    }

    /** Ends it without a chance to say goodbye. */
    public void kill() {
        process.kill();
    }

    /** Shuts it down. */
    public void stop() {
        process.stop();
    }

    @Override
    public void close() {
        kill();
    }

    private boolean answers() {
        try (Connection connection = connect("mysql")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }
}

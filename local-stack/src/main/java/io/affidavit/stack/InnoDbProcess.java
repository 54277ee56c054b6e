/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A server whose tables are InnoDB's. Whoever connects brings the driver. */
public abstract sealed class InnoDbProcess implements AutoCloseable permits MariaDbProcess, MySqlProcess {
    /** May do everything, without a password. */
    public static final String USER = "root";

    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(2);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final String name;
    private final Path directory;
    private final int port = Ports.free();
    private LocalProcess process;

    /**
     * Prepares an empty server.
     *
     * @param directory where its data and log go
     * @param preparation the command that makes its data, without user and directory
     */
    InnoDbProcess(String name, Path directory, List<String> preparation) {
        this.name = name;
        this.directory = directory.toAbsolutePath();
        LocalProcess.start(
                        "the preparation of " + name,
                        Stream.concat(preparation.stream(), owner()).toList(),
                        this.directory,
                        this.directory.resolve("install.log"))
                .awaitSuccess(INSTALL_LIMIT);
    }

    private Stream<String> owner() {
        return Stream.of("--user=" + System.getProperty("user.name"), "--datadir=" + directory.resolve("data"));
    }

    /** The command that runs the server, with options of its own. */
    abstract List<String> command();

    /**
     * Starts on the databases it had, and returns when it answers.
     *
     * @param settings options of its command line besides ours
     */
    public final void start(String... settings) {
        Stream<String> ours = Stream.of(
                "--socket=" + directory.resolve("socket"),
                "--pid-file=" + directory.resolve("pid"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--innodb-buffer-pool-size=64M",
                "--innodb-flush-log-at-trx-commit=2");
        List<String> command = Stream.of(command().stream(), owner(), ours, Stream.of(settings))
                .flatMap(part -> part)
                .toList();
        process = LocalProcess.start(name, command, directory, directory.resolve("log"));
        process.awaitReady(this::answers, START_LIMIT);
    }

    /** The JDBC address of a database, for the server's own driver. */
    public final String jdbcUrl(String database) {
        return "jdbc:" + name.toLowerCase(Locale.ROOT) + "://127.0.0.1:" + port + "/" + database;
    }

    /** A connection to a database. */
    public final Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), USER, "");
    }

    /** Ends it without a chance to say goodbye. */
    public final void kill() {
        process.kill();
    }

    /** Shuts it down. */
    public final void stop() {
        process.stop();
    }

    @Override
    public final void close() {
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

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

/** A MySQL server, whose program the caller names. Whoever connects brings the driver. */
public final class MySqlProcess implements AutoCloseable {
    /** May do everything, without a password. */
    public static final String USER = "root";

    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(2);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path program;
    private final Path directory;
    private final int port = Ports.free();
    private LocalProcess process;

    /**
     * Prepares an empty server.
     *
     * @param program takes options as mysqld does, {@code --initialize-insecure} among them
     * @param directory where its data and log go
     */
    public MySqlProcess(Path program, Path directory) {
        this.program = program.toAbsolutePath();
        this.directory = directory.toAbsolutePath();
        LocalProcess.start(
                        "the preparation of MySQL",
                        List.of(this.program.toString(), "--initialize-insecure", user(), data()),
                        this.directory,
                        this.directory.resolve("install.log"))
                .awaitSuccess(INSTALL_LIMIT);
    }

    private static String user() {
        return "--user=" + System.getProperty("user.name");
    }

    private String data() {
        return "--datadir=" + directory.resolve("data");
    }

    /** Starts on the databases it had, and returns when it answers. */
    public void start() {
        List<String> command = List.of(
                program.toString(),
                user(),
                data(),
                "--socket=" + directory.resolve("socket"),
                "--pid-file=" + directory.resolve("pid"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--innodb-buffer-pool-size=64M",
                "--innodb-flush-log-at-trx-commit=2",
                "--sync-binlog=0");
        process = LocalProcess.start("MySQL", command, directory, directory.resolve("log"));
        process.awaitReady(this::answers, START_LIMIT);
    }

    /** The JDBC address of a database. */
    public String jdbcUrl(String database) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + database;
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

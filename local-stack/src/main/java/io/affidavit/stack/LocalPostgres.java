/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** A real PostgreSQL 18 server in a directory of its own; also starts when run as root. */
public final class LocalPostgres implements AutoCloseable {
    /** The superuser; the server trusts every connection from this machine. */
    public static final String USER = "postgres";

    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    private final EmbeddedPostgres server;
    private final Leash leash;

    private LocalPostgres(EmbeddedPostgres server, Leash leash) {
        this.server = server;
        this.leash = leash;
    }

    /** Starts a server whose files go to {@code directory}, and vanish with it. */
    public static LocalPostgres start(Path directory) {
        return start(directory, Map.of());
    }

    /**
     * Starts a server.
     *
     * @param directory where its files go, removed with it
     * @param serverSettings lines of {@code postgresql.conf}
     */
    public static LocalPostgres start(Path directory, Map<String, String> serverSettings) {
        Path data = directory.toAbsolutePath().resolve("data");
        try {
            Files.createDirectories(data);
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(true)
                    .setPort(Ports.free())
                    .setPGStartupWait(START_LIMIT)
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("postgres.log").toFile()))
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("postgres.log").toFile()))
                    .setServerConfig("listen_addresses", "127.0.0.1");
            serverSettings.forEach(builder::setServerConfig);
            EmbeddedPostgres server = builder.start();
            return new LocalPostgres(server, Leash.tie(postmaster(data), data, () -> close(server)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start PostgreSQL in " + directory, e);
        }
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return server.getPort();
    }

    /** The JDBC address of a database. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /** A connection to the database {@code postgres} as superuser. */
    public Connection connect() throws SQLException {
        return connect("postgres");
    }

    /** A connection to a database as superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), USER, "");
    }

    @Override
    public void close() {
        close(server);
        leash.close();
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stop PostgreSQL", e);
        }
    }

    private static long postmaster(Path data) throws IOException {
        String firstLine = Files.readString(data.resolve("postmaster.pid"), StandardCharsets.US_ASCII)
                .lines()
                .findFirst()
                .orElseThrow(() -> new IOException("postmaster.pid is empty"));
        return Long.parseLong(firstLine.trim());
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Real PostgreSQL binaries without Docker, one server per test run, and a fresh database for every parameter of type
 * {@link Database}. The system property {@code affidavit.postgres.port} names a running server of another version instead,
 * on 127.0.0.1 with the superuser {@code postgres}, {@code max_prepared_transactions} above 0 and the {@code wal_level}
 * {@code logical}.
 */
public final class EmbeddedServer implements ParameterResolver {

    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(EmbeddedServer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Database.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Server server = context.getRoot().getStore(SPACE).computeIfAbsent("server", key -> new Server(), Server.class);
        return server.fresh();
    }

    private static final class Server implements AutoCloseable {

        private static final Integer OTHER = Integer.getInteger("affidavit.postgres.port");

        private final Optional<EmbeddedPostgres> embedded;
        private final int port;
        private final AtomicInteger databases = new AtomicInteger();

        private Server() {
            embedded = OTHER == null ? Optional.of(start()) : Optional.empty();
            port = embedded.map(EmbeddedPostgres::getPort).orElse(OTHER);
        }

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_prepared_transactions", "8")
                        .setServerConfig("wal_level", "logical")
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "80")
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .start();
            } catch (IOException e) {
                throw new IllegalStateException("Cannot start PostgreSQL.", e);
            }
        }

        private Database fresh() {
            String name = "test_" + databases.incrementAndGet();
            Database admin = new Database(port, "postgres");
            admin.execute("CREATE DATABASE " + name);
            return new Database(port, name);
        }

        @Override
        public void close() throws IOException {
            if (embedded.isPresent()) {
                embedded.get().close();
            }
        }
    }

    /** A database of the server; the user {@code postgres} is its superuser. */
    public record Database(int port, String name) {

        public String url() {
            return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
        }

        public Connection connect() throws SQLException {
            return DriverManager.getConnection(url(), "postgres", "postgres");
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

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.stack.LocalPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Iceberg's JDBC catalog on PostgreSQL, as a role that may do no more than the documentation grants it. */
class PostgresCatalogIT extends CatalogContract {

    @TempDir
    static Path server;

    private static LocalPostgres postgres;
    private static int databases;

    private String database;
    private CutConnection connection;

    @BeforeAll
    static void startServer() {
        postgres = LocalPostgres.start(server);
    }

    @AfterAll
    static void stopServer() {
        postgres.close();
    }

    @BeforeEach
    void createDatabase() throws SQLException {
        database = "catalog" + databases++;
        try (Connection admin = postgres.connect();
                Statement statement = admin.createStatement()) {
            if (databases == 1) {
                statement.execute("CREATE ROLE iceberg LOGIN PASSWORD 'catalog-secret-4711'");
            }
            statement.execute("CREATE DATABASE " + database + " OWNER iceberg");
        }
    }

    @BeforeEach
    void listen() {
        connection = new CutConnection(postgres.port(), "UPDATE iceberg_tables");
    }

    @AfterEach
    void hangUp() {
        connection.close();
    }

    @Override
    Optional<CutConnection> connection() {
        return Optional.of(connection);
    }

    @Override
    Map<String, String> keys() {
        Map<String, String> keys = DocumentedCatalog.keys("PostgreSQL");
        keys.replace("iceberg.catalog.uri", postgres.jdbcUrl(database));
        keys.replace("iceberg.catalog.jdbc.password", "catalog-secret-4711");
        keys.replace("iceberg.catalog.warehouse", "file:" + directory.resolve("warehouse-of-postgres"));
        return keys;
    }
}

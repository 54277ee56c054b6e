/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.catalog.Catalogs;
import io.affidavit.stack.IcebergRestProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Iceberg's own REST catalog server, as a process. */
class RestCatalogIT extends CatalogContract {

    @TempDir
    static Path home;

    private static IcebergRestProcess server;

    private CutConnection connection;

    @BeforeAll
    static void serve() {
        server = new IcebergRestProcess(home, Map.of("warehouse", warehouse()));
        server.start();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @BeforeEach
    void listen() {
        connection = new CutConnection(server.uri().getPort(), "POST /v1/namespaces/evidence/tables/events ");
    }

    @AfterEach
    void dropTables() {
        connection.close();
        Catalog catalog = Catalogs.open(keys());
        catalog.dropTable(TableIdentifier.of("evidence", "events"), false);
        catalog.dropTable(TableIdentifier.of("evidence", "events_quarantine"), false);
        Catalogs.close(catalog);
    }

    @Override
    Optional<CutConnection> connection() {
        return Optional.of(connection);
    }

    @Override
    Map<String, String> keys() {
        Map<String, String> keys = DocumentedCatalog.keys("REST");
        keys.replace("iceberg.catalog.uri", server.uri().toString());
        keys.replace("iceberg.catalog.credential", "archive:catalog-secret-4711");
        keys.replace("iceberg.catalog.warehouse", warehouse());
        return keys;
    }

    private static String warehouse() {
        return "file:" + home.resolve("warehouse");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.catalog.Catalogs;
import io.affidavit.stack.IcebergRestProcess;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Holds on Iceberg's own REST catalog server, as a process. */
class RestHoldsIT extends HoldContract {

    @TempDir
    static Path home;

    private static IcebergRestProcess server;

    @BeforeAll
    static void serve() {
        server = new IcebergRestProcess(home, Map.of("warehouse", warehouse()));
        server.start();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @AfterEach
    void dropTables() {
        Catalog catalog = Catalogs.open(keys());
        catalog.dropTable(TableIdentifier.of("evidence", "events"), false);
        catalog.dropTable(TableIdentifier.of("evidence", "events_quarantine"), false);
        Catalogs.close(catalog);
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

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.catalog.Catalogs;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Iceberg's own REST catalog server, as a process. */
@ExtendWith(RestCatalog.Shared.class)
class RestCatalogIT extends CatalogContract {

    private static RestCatalog rest;

    private CutConnection connection;

    @BeforeAll
    static void serve(RestCatalog shared) {
        rest = shared;
    }

    @BeforeEach
    void listen() {
        connection = new CutConnection(rest.uri().getPort(), "POST /v1/namespaces/evidence/tables/events ");
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
        keys.replace("iceberg.catalog.uri", rest.uri().toString());
        keys.replace("iceberg.catalog.credential", "archive:catalog-secret-4711");
        keys.replace("iceberg.catalog.warehouse", rest.warehouse());
        return keys;
    }
}

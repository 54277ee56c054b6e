/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.catalog.Catalogs;
import java.util.Map;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** Holds on Iceberg's own REST catalog server, as a process. */
@ExtendWith(RestCatalog.Shared.class)
class RestHoldsIT extends HoldContract {

    private static RestCatalog rest;

    @BeforeAll
    static void serve(RestCatalog shared) {
        rest = shared;
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
        keys.replace("iceberg.catalog.uri", rest.uri().toString());
        keys.replace("iceberg.catalog.credential", "archive:catalog-secret-4711");
        keys.replace("iceberg.catalog.warehouse", rest.warehouse());
        return keys;
    }
}

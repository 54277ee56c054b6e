/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.seal;

import io.affidavit.archive.RestCatalog;
import org.apache.iceberg.catalog.Catalog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** Iceberg's own REST catalog server, as a process. */
@ExtendWith(RestCatalog.Shared.class)
class RestSealIT extends SealContract {

    private static RestCatalog rest;

    @BeforeAll
    static void serve(RestCatalog shared) {
        rest = shared;
    }

    @Override
    public Catalog catalog() {
        return rest.without("db", "events");
    }
}

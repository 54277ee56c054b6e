/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import io.affidavit.archive.RestCatalog;
import java.nio.file.Path;
import org.apache.iceberg.catalog.Catalog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** Iceberg's own REST catalog server, as a process. */
@ExtendWith(RestCatalog.Shared.class)
class RestExpiryIT extends ExpiryContract {

    private static RestCatalog rest;

    @BeforeAll
    static void serve(RestCatalog shared) {
        rest = shared;
    }

    @Override
    public Path directory() {
        return rest.home();
    }

    @Override
    public Catalog catalog() {
        return rest.without("db", "events");
    }
}

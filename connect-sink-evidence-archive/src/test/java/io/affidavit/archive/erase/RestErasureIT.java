/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import io.affidavit.archive.RestCatalog;
import java.util.List;
import org.apache.iceberg.catalog.Catalog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** Iceberg's own REST catalog server, as a process. */
@ExtendWith(RestCatalog.Shared.class)
class RestErasureIT extends ErasureContract {

    private static RestCatalog rest;

    @BeforeAll
    static void serve(RestCatalog shared) {
        rest = shared;
    }

    @Override
    public Catalog catalog() {
        return rest.without("db", "events");
    }

    @Override
    public List<byte[]> storedBytes() {
        return StoredBytes.of(events.fresh());
    }
}

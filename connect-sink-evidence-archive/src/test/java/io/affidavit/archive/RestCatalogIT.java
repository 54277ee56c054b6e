/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.stack.IcebergRestProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Iceberg's own REST catalog server, as a process. */
class RestCatalogIT extends CatalogContract {

    private IcebergRestProcess server;

    @BeforeEach
    void serve() {
        server = new IcebergRestProcess(directory.resolve("rest"), Map.of("warehouse", warehouse()));
        server.start();
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Override
    Map<String, String> keys() {
        return Map.of(
                "iceberg.catalog.type", "rest",
                "iceberg.catalog.uri", server.uri().toString(),
                "iceberg.catalog.warehouse", warehouse());
    }

    private String warehouse() {
        Path path = directory.resolve("rest-warehouse");
        return "file:" + path;
    }
}

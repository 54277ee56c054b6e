/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.seal;

import io.affidavit.catalog.Catalogs;
import io.affidavit.stack.IcebergRestProcess;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Iceberg's own REST catalog server, as a process. */
class RestSealIT extends SealContract {

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

    @Override
    public Catalog catalog() {
        Catalog catalog = Catalogs.open(Map.of(
                "iceberg.catalog.type", "rest",
                "iceberg.catalog.uri", server.uri().toString(),
                "iceberg.catalog.warehouse", warehouse()));
        catalog.dropTable(TableIdentifier.of("db", "events"), false);
        return catalog;
    }

    private static String warehouse() {
        return "file:" + home.resolve("warehouse");
    }
}

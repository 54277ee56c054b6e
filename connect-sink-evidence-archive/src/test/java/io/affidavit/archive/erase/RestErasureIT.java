/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import io.affidavit.catalog.Catalogs;
import io.affidavit.stack.IcebergRestProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Iceberg's own REST catalog server, as a process. */
class RestErasureIT extends ErasureContract {

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
    void purge() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("warehouse"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
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

    @Override
    public List<byte[]> storedBytes() {
        return StoredBytes.of(events.fresh());
    }

    private static String warehouse() {
        return "file:" + home.resolve("warehouse");
    }
}

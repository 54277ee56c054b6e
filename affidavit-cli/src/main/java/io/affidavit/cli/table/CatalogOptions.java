/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.table;

import io.affidavit.catalog.Catalogs;
import io.affidavit.cli.output.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import picocli.CommandLine.Option;

/** The options that say how to reach a catalog. */
public final class CatalogOptions {

    @Option(
            names = "--catalog-properties",
            paramLabel = "FILE",
            description = "File with the sink connector's catalog keys (iceberg.catalog.*, archive.embedded.directory):"
                    + " properties, or the JSON of the connector.")
    private Path file;

    @Option(names = "-C", paramLabel = "KEY=VALUE", description = "One such key; wins over the file. May be repeated.")
    private Map<String, String> keys = new LinkedHashMap<>();

    /** Filled in by picocli. */
    public CatalogOptions() {}

    /**
     * Opens the catalog and loads the table.
     *
     * @param name as namespace.name
     * @throws Failure when the catalog cannot be reached or has no such table
     */
    public OpenTable open(String name) {
        TableIdentifier id = identifier(name);
        Catalog catalog = openCatalog();
        try {
            if (!catalog.tableExists(id)) {
                throw new Failure("Cannot find table " + id + " in the catalog. Check its name and the catalog keys.");
            }
            return new OpenTable(catalog, id, catalog.loadTable(id));
        } catch (RuntimeException e) {
            Catalogs.close(catalog);
            throw e instanceof Failure ? e : Failure.of("Cannot load table " + id, e, "Check store and catalog keys.");
        }
    }

    @SuppressWarnings("UnusedException") // said in full by the message
    private static TableIdentifier identifier(String name) {
        try {
            TableIdentifier id = TableIdentifier.parse(name);
            if (id.hasNamespace()) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the same answer
        }
        throw new Failure("Cannot find table " + name + ": a table is named namespace.name.");
    }

    private Catalog openCatalog() {
        Map<String, String> config = new HashMap<>(file == null ? Map.of() : ConnectorKeys.read(file));
        config.putAll(keys);
        ConnectorKeys.resolved(config);
        requireEmbeddedCatalogExists(config);
        try {
            return Catalogs.open(config);
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage() + ".");
        } catch (RuntimeException e) {
            throw Failure.of("Cannot open catalog", e, "Check the iceberg.catalog.* keys, and that it can be reached.");
        }
    }

    /** Opening an embedded catalog creates it, which a command that only reads must not do. */
    private static void requireEmbeddedCatalogExists(Map<String, String> config) {
        String directory = config.get(Catalogs.EMBEDDED_DIRECTORY);
        if (Catalogs.isEmbedded(config)
                && directory != null
                && !Files.exists(Path.of(directory).resolve("catalog.db"))) {
            throw new Failure("Cannot open catalog: " + Catalogs.EMBEDDED_DIRECTORY + " " + directory
                    + " holds no catalog.db. Give the directory that the sink writes to.");
        }
    }
}

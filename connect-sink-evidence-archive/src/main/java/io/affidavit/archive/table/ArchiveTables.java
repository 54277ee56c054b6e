/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.table;

import java.util.Arrays;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds and creates the archive's tables in a catalog. */
public final class ArchiveTables {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveTables.class);

    private final Catalog catalog;

    public ArchiveTables(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The table, if it exists.
     *
     * @throws UnusableTableException when it exists but rows cannot be archived in it
     */
    public Optional<Table> find(TableIdentifier id) {
        try {
            return Optional.of(checked(catalog.loadTable(id)));
        } catch (NoSuchTableException | NoSuchNamespaceException e) {
            return Optional.empty();
        }
    }

    /** The table, created with {@code schema} if it does not exist; safe when several tasks do it at once. */
    public Table findOrCreate(TableIdentifier id, Schema schema) {
        return find(id).orElseGet(() -> create(id, schema));
    }

    private Table create(TableIdentifier id, Schema schema) {
        createNamespace(id.namespace());
        try {
            return catalog.buildTable(id, schema)
                    .withPartitionSpec(ArchiveLayout.spec(schema))
                    .withSortOrder(ArchiveLayout.sortOrder(schema))
                    .withProperties(ArchiveLayout.properties(schema))
                    .create();
        } catch (AlreadyExistsException e) {
            return checked(catalog.loadTable(id));
        }
    }

    private void createNamespace(Namespace namespace) {
        if (catalog instanceof SupportsNamespaces namespaces) {
            for (int depth = 1; depth <= namespace.length(); depth++) {
                createIfAbsent(namespaces, Namespace.of(Arrays.copyOf(namespace.levels(), depth)));
            }
        }
    }

    private static void createIfAbsent(SupportsNamespaces namespaces, Namespace namespace) {
        try {
            if (!namespaces.namespaceExists(namespace)) {
                namespaces.createNamespace(namespace);
            }
        } catch (RuntimeException e) {
            // JDBC catalogs report a lost race as a broken constraint, not as AlreadyExistsException
            if (!namespaces.namespaceExists(namespace)) {
                throw e;
            }
            LOG.debug("Namespace {} was created by another task", namespace);
        }
    }

    private static Table checked(Table table) {
        ArchiveLayout.fault(table.schema(), table.spec()).ifPresent(fault -> {
            throw new UnusableTableException(table.name(), fault);
        });
        return table;
    }
}

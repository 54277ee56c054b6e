/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.table;

import io.affidavit.archive.catalog.Catalogs;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * A table and the catalog it came from.
 *
 * @param catalog open until {@link #close}
 * @param id name of the table in it
 * @param table as loaded
 */
public record OpenTable(Catalog catalog, TableIdentifier id, Table table) implements AutoCloseable {

    /** Loads the table of the same namespace whose name has this suffix, if there is one. */
    public Optional<Table> sibling(String suffix) {
        TableIdentifier sibling = TableIdentifier.of(id.namespace(), id.name() + suffix);
        return catalog.tableExists(sibling) ? Optional.of(catalog.loadTable(sibling)) : Optional.empty();
    }

    @Override
    public void close() {
        Catalogs.close(catalog);
    }
}

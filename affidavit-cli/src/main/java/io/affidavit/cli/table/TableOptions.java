/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.table;

import io.affidavit.cli.output.Failure;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name a table and its catalog, for every command that reads one. */
public final class TableOptions {

    @Option(names = "--table", required = true, paramLabel = "NAME", description = "Table to read, as namespace.name.")
    private String name;

    @Mixin
    private CatalogOptions catalog;

    /** Filled in by picocli. */
    public TableOptions() {}

    /**
     * Opens the catalog and loads the table.
     *
     * @throws Failure when the catalog cannot be reached or has no such table
     */
    public OpenTable open() {
        return catalog.open(name);
    }
}

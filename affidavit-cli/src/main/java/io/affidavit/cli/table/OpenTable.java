/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.table;

import io.affidavit.archive.commit.ChangeDeferredException;
import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.hold.UnreadableHoldsException;
import io.affidavit.archive.hold.predicate.InvalidPredicateException;
import io.affidavit.catalog.Catalogs;
import io.affidavit.cli.output.Failure;
import java.util.Optional;
import java.util.function.Supplier;
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

    /** Does {@code work} on the table, and says what is wrong in words that are safe to print. */
    public <T> T guarded(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidPredicateException
                | ChangeRefusedException
                | ChangeDeferredException
                | UnreadableHoldsException e) {
            throw new Failure(e.getMessage());
        } catch (RuntimeException e) {
            throw e instanceof Failure
                    ? e
                    : Failure.of(what + " of table " + id, e, "Check catalog and store, and do it again.");
        }
    }

    @Override
    public void close() {
        Catalogs.close(catalog);
    }
}

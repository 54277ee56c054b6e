/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import java.util.Map;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;

/** A commit that changes no file. After it, none succeeds that was begun before. */
public final class Fence {

    private Fence() {}

    /** Commits a fence. */
    static void commit(Table table) {
        AppendFiles fence = table.newAppend();
        Holds.carriedBy(table).forEach(fence::set);
        fence.commit();
        table.refresh();
    }

    /**
     * Stages a fence that stands only right after a snapshot.
     *
     * @param parent id of that snapshot, read before the transaction was opened: opening it refreshes the table
     */
    public static void stage(Table table, Transaction transaction, long parent) {
        AppendFiles fence = transaction.newFastAppend();
        Holds.carriedBy(table).forEach(fence::set);
        fence.validateWith(new ParentGuard(parent, Map.of(), Map.copyOf(table.properties())));
        fence.commit();
    }
}

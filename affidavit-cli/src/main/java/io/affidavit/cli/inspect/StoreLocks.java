/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.inspect;

import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.lock.ObjectLocks;
import java.util.Optional;
import org.apache.iceberg.Table;

/** What the store says of its locks on a table's files, told by the newest statement. */
final class StoreLocks {

    private StoreLocks() {}

    static String of(Table table) {
        try {
            Optional<ObjectLocks> locks = ObjectLocks.of(table.io(), table.location());
            if (locks.isEmpty()) {
                return "none, the store has no Object Lock: whoever may delete objects can delete evidence";
            }
            return StatementRef.from(table.properties())
                    .flatMap(head -> locks.get().retention(head.path()))
                    .map(lock -> lock.mode().text() + ", the newest statement until " + lock.until())
                    .orElse("possible, but the newest statement is not locked");
        } catch (RuntimeException e) {
            return "unknown, the store did not say (" + e.getClass().getSimpleName() + ")";
        }
    }
}

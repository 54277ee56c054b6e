/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.removal.Chain;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Table;

/** Finds statements of one kind. */
final class Changes {

    private Changes() {}

    /** Those in the chain of a table, newest first. */
    static <T extends Statement> List<T> of(Table table, Class<T> kind) {
        List<T> found = new ArrayList<>();
        new Chain().walkChanges(table, (ref, statement) -> {
            if (kind.isInstance(statement)) {
                found.add(kind.cast(statement));
            }
            return true;
        });
        return found;
    }
}

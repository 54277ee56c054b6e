/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.removal.Chain;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Table;

/** Finds certificates. */
final class Certificates {

    private Certificates() {}

    /** Those in the chain of a table, newest first. */
    static List<CompletionStatement> of(Table table) {
        List<CompletionStatement> found = new ArrayList<>();
        new Chain().walkChanges(table, (ref, statement) -> {
            if (statement instanceof CompletionStatement certificate) {
                found.add(certificate);
            }
            return true;
        });
        return found;
    }
}

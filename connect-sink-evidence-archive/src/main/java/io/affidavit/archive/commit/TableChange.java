/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementHead;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;

/**
 * A change of a table that archives nothing: a hold, an expiry, its undoing, a certificate. It is asked anew in every attempt,
 * on the table as it then stands.
 */
public interface TableChange {

    /** The same in every attempt and after every restart, so that a change that happened is never made again. */
    String id();

    /**
     * What is to be signed.
     *
     * @param table as it stands; the commit succeeds on no other state
     * @throws ChangeRefusedException when the change must not happen to the table as it stands
     */
    Statement statement(Table table, StatementHead head);

    /** The snapshot operation with its files staged; by default one that changes no file. Not committed here. */
    default SnapshotUpdate<?> stage(Table table, Transaction transaction) {
        return transaction.newFastAppend();
    }

    /**
     * Where the files that it adds are declared. They must stand when it is committed, and are withdrawn afterwards; see
     * {@link io.affidavit.archive.intent.Intents}.
     */
    default List<String> intents() {
        return List.of();
    }

    /** Entries for the snapshot summary besides those that every commit of ours has; they replace carried ones. */
    default Map<String, String> summary(Statement statement) {
        return Map.of();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.commit.Holds;
import io.affidavit.archive.commit.TableChange;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementHead;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.expressions.Expressions;

/** Removes every file, as long as the table is in the epoch it was planned in. */
final class PlannedExpiry implements TableChange {

    private final long epoch;
    private final Runnable meanwhile;
    int attempts;

    PlannedExpiry(long epoch, Runnable meanwhile) {
        this.epoch = epoch;
        this.meanwhile = meanwhile;
    }

    @Override
    public String id() {
        return "expiry";
    }

    @Override
    public Statement statement(Table table, StatementHead head) {
        attempts++;
        if (Holds.epoch(table) != epoch) {
            throw new ChangeRefusedException("Cannot expire: a hold came or went");
        }
        return new ChangeStatement(
                head, ChangeStatement.Cause.EXPIRE, table.schema().schemaId(), epoch, List.of(), List.of(), Map.of());
    }

    @Override
    public SnapshotUpdate<?> stage(Table table, Transaction transaction) {
        if (attempts == 1) {
            meanwhile.run();
        }
        return transaction.newDelete().deleteFromRowFilter(Expressions.alwaysTrue());
    }
}

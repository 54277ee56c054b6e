/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.commit.TableChange;
import io.affidavit.archive.evidence.statement.HoldStatement;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementHead;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;

/** Begins a hold epoch with one more hold, and keeps all files of the table on a branch, in one commit. */
record PlaceHold(HoldOrder order) implements TableChange {

    @Override
    public String id() {
        return "hold-place-" + order.id();
    }

    @Override
    public Statement statement(Table table, StatementHead head) {
        HoldRegistry registry = HoldRegistry.of(table);
        String branch = Hold.branch(order.id());
        if (registry.find(order.id()).isPresent()) {
            throw new ChangeRefusedException(
                    "Cannot place hold " + order.id() + ": the table has one of this id already.");
        }
        if (table.refs().containsKey(branch)) {
            throw new ChangeRefusedException("Cannot place hold " + order.id() + ": the table has a branch or tag "
                    + branch + " that no hold of it made. Give another id, or remove it.");
        }
        long epoch = registry.epoch() + 1;
        List<Hold> open = new ArrayList<>(registry.open());
        open.add(new Hold(
                order.id(), order.matter(), order.reason(), head.by(), head.createdAt(), order.predicate(), epoch));
        return new HoldStatement(
                head,
                HoldStatement.Action.PLACE,
                order.id(),
                order.matter(),
                order.reason(),
                order.predicate().text(),
                order.predicate().json(),
                epoch,
                HoldRegistry.digest(open),
                registry.newest());
    }

    /** The branch begins at the snapshot that the commit follows, which has the same files as the commit itself. */
    @Override
    public SnapshotUpdate<?> stage(Table table, Transaction transaction) {
        Snapshot parent = transaction.table().currentSnapshot();
        if (parent != null) {
            HoldBranch.create(transaction, Hold.branch(order.id()), parent.snapshotId());
        }
        return transaction.newFastAppend();
    }
}

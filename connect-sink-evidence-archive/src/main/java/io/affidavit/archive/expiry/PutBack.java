/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.commit.TableChange;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementHead;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;

/**
 * Puts dropped files back into the table. Refuses once their deletion has begun.
 *
 * @param id of the change
 * @param expiry that is taken back, in whole or in part
 * @param files those of its files that return
 * @param reason why, for people
 * @param holding reads the holds that are open at a state of the table
 */
record PutBack(String id, OpenExpiry expiry, List<AttestedFile> files, String reason, Function<Table, Holding> holding)
        implements TableChange {

    PutBack {
        files = List.copyOf(files);
    }

    @Override
    public Statement statement(Table table, StatementHead head) {
        boolean open = ExpiryTag.of(table, expiry.id())
                .filter(tagged -> tagged == expiry.parent())
                .isPresent();
        if (!open) {
            throw new ChangeRefusedException("Cannot undo expiry " + expiry.id() + " of " + table.name()
                    + ": it was undone already, or its files are being deleted.");
        }
        return new ChangeStatement(
                head,
                Cause.UNDO,
                expiry.statement().schemaId(),
                holding.apply(table).epoch(),
                List.of(),
                files,
                Map.of(Terms.CHANGE, expiry.id(), Terms.REASON, reason));
    }

    @Override
    public SnapshotUpdate<?> stage(Table table, Transaction transaction) {
        if (files.size() == expiry.files().size()) {
            ExpiryTag.remove(transaction, expiry.id());
        }
        AppendFiles append = transaction.newAppend();
        files.forEach(file -> append.appendFile(DroppedFile.entry(table, file)));
        return append;
    }
}

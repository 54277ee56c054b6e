/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.removal;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.commit.TableChange;
import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.evidence.statement.CompletionStatement.DeletedFile;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementHead;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;

/**
 * Certifies that the bytes of a removal are gone. There is one certificate for each: the removal's tag goes in the same
 * commit, and without it none is made.
 *
 * @param removal whose files are gone
 * @param deleted the files
 * @param checkedAt when their absence was checked last
 * @param method how, see {@link ObjectVersions#method}
 * @param holding reads the holds that are open at a state of the table
 */
record Certificate(
        OpenRemoval removal,
        List<DeletedFile> deleted,
        Instant checkedAt,
        String method,
        Function<Table, Holding> holding)
        implements TableChange {

    private static final List<String> REPEATED = List.of(Terms.POLICY, Terms.POLICY_DIGEST, Terms.TICKET);

    Certificate {
        deleted = List.copyOf(deleted);
    }

    @Override
    public String id() {
        return "certify-" + removal.id();
    }

    @Override
    public Statement statement(Table table, StatementHead head) {
        if (RemovalTag.of(table, removal.id()).isEmpty()) {
            throw new ChangeRefusedException(
                    "Cannot certify removal " + removal.id() + " of " + table.name() + ": it is not open any more.");
        }
        Holding now = holding.apply(table);
        Map<String, String> terms = new TreeMap<>();
        removal.statement().terms().forEach((name, term) -> {
            if (REPEATED.contains(name)) {
                terms.put(name, term);
            }
        });
        terms.put(Terms.CHECKED_AT, checkedAt.toString());
        terms.put(Terms.METHOD, method);
        terms.put(Terms.HOLD_EPOCH, Long.toString(now.epoch()));
        terms.put(Terms.REGISTRY, now.registry());
        terms.put(Terms.OUT_OF_REACH, Terms.OTHER_COPIES);
        return new CompletionStatement(head, removal.ref(), deleted, terms);
    }

    @Override
    public SnapshotUpdate<?> stage(Table table, Transaction transaction) {
        RemovalTag.remove(transaction, removal.id());
        return transaction.newFastAppend();
    }
}

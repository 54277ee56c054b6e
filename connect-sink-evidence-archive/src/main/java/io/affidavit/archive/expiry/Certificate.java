/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

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
 * Certifies that the bytes of an expiry are gone. There is one certificate for each: the expiry's tag goes in the same
 * commit, and without it none is made.
 *
 * @param expiry whose files are gone
 * @param deleted the files
 * @param checkedAt when their absence was checked last
 * @param method how, see {@link ObjectVersions#method}
 * @param holding reads the holds that are open at a state of the table
 */
record Certificate(
        OpenExpiry expiry,
        List<DeletedFile> deleted,
        Instant checkedAt,
        String method,
        Function<Table, Holding> holding)
        implements TableChange {

    private static final List<String> REPEATED = List.of(Terms.POLICY, Terms.POLICY_DIGEST);

    Certificate {
        deleted = List.copyOf(deleted);
    }

    @Override
    public String id() {
        return "certify-" + expiry.id();
    }

    @Override
    public Statement statement(Table table, StatementHead head) {
        if (ExpiryTag.of(table, expiry.id()).isEmpty()) {
            throw new ChangeRefusedException(
                    "Cannot certify expiry " + expiry.id() + " of " + table.name() + ": it is not open any more.");
        }
        Holding now = holding.apply(table);
        Map<String, String> terms = new TreeMap<>();
        REPEATED.forEach(name -> terms.put(name, expiry.statement().terms().get(name)));
        terms.put(Terms.CHECKED_AT, checkedAt.toString());
        terms.put(Terms.METHOD, method);
        terms.put(Terms.HOLD_EPOCH, Long.toString(now.epoch()));
        terms.put(Terms.REGISTRY, now.registry());
        terms.put(Terms.OUT_OF_REACH, Terms.OTHER_COPIES);
        return new CompletionStatement(head, expiry.ref(), deleted, terms);
    }

    @Override
    public SnapshotUpdate<?> stage(Table table, Transaction transaction) {
        ExpiryTag.remove(transaction, expiry.id());
        return transaction.newFastAppend();
    }
}

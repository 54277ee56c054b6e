/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.commit.TableChange;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementHead;
import io.affidavit.archive.expiry.ExpiryPlan.Expired;
import io.affidavit.archive.hold.BranchFiles;
import io.affidavit.archive.removal.Holding;
import io.affidavit.archive.removal.LiveFiles;
import io.affidavit.archive.removal.RemovalTag;
import io.affidavit.archive.removal.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.iceberg.DeleteFiles;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;

/**
 * Takes the files of a plan out of the table, and puts what was carved out of some in their place; the bytes stay. Refuses when
 * the holds are no longer those that the plan respects, or when one of the files has left the table meanwhile.
 *
 * @param id of the change
 * @param carved the partly held files of the plan that go
 * @param schemaId of the schema that the new files were written with
 * @param graceUntil until when it can be undone
 * @param holding reads the holds that are open at a state of the table
 */
record Drop(
        String id,
        ExpiryPlan plan,
        List<Carved> carved,
        int schemaId,
        Instant graceUntil,
        Function<Table, Holding> holding)
        implements TableChange {

    Drop {
        carved = List.copyOf(carved);
    }

    /** The new files are declared. */
    @Override
    public List<String> intents() {
        return carved.stream().map(file -> file.kept().intent()).toList();
    }

    @Override
    public Statement statement(Table table, StatementHead head) {
        long epoch = holding.apply(table).epoch();
        if (epoch != plan.epoch()) {
            throw new ChangeRefusedException(
                    "Cannot expire records of " + table.name() + ": the holds changed from epoch " + plan.epoch()
                            + " to " + epoch + " since the expiry was planned. Plan it again.");
        }
        long parent = table.currentSnapshot().snapshotId();
        if (plan.parent().filter(planned -> planned == parent).isEmpty()) {
            requireLive(table);
        }
        return new ChangeStatement(
                head,
                Cause.EXPIRE,
                schemaId,
                plan.epoch(),
                expired().map(Expired::attested).toList(),
                carved.stream().map(file -> file.kept().attested()).toList(),
                carved.stream().map(file -> file.kept().derivation()).toList(),
                terms(parent));
    }

    private Stream<Expired> expired() {
        return Stream.concat(plan.drops().stream(), carved.stream().map(Carved::origin));
    }

    private Map<String, String> terms(long parent) {
        Map<String, String> terms = new TreeMap<>();
        terms.put(Terms.POLICY, plan.policy().name());
        terms.put(Terms.POLICY_DIGEST, plan.policy().digest());
        terms.put(Terms.REGISTRY, plan.registry());
        terms.put(Terms.PARENT, Long.toString(parent));
        terms.put(Terms.GRACE_UNTIL, graceUntil.toString());
        terms.put(Terms.KEPT_HELD, Integer.toString(plan.held().size()));
        terms.put(Terms.CARVED_FILES, Integer.toString(carved.size()));
        terms.put(
                Terms.CARVED_ROWS,
                Long.toString(carved.stream()
                        .mapToLong(file -> file.kept().attested().records())
                        .sum()));
        expired()
                .forEach(drop -> terms.put(
                        Terms.EXPIRE_AT + drop.candidate().retentionClass() + "/"
                                + drop.candidate().day(),
                        drop.candidate().expireAt().toString()));
        return terms;
    }

    private void requireLive(Table table) {
        Set<String> missing =
                LiveFiles.missing(table, expired().map(Expired::attested).toList());
        if (!missing.isEmpty()) {
            throw new ChangeRefusedException("Cannot expire records of " + table.name() + ": " + missing.size()
                    + " of the files left the table since the expiry was planned. Plan it again.");
        }
    }

    @Override
    public SnapshotUpdate<?> stage(Table table, Transaction transaction) {
        RemovalTag.create(transaction, id, table.currentSnapshot().snapshotId());
        BranchFiles.replace(
                table, transaction, carved.stream().map(Carved::replacement).toList());
        if (carved.isEmpty()) {
            DeleteFiles delete = transaction.newDelete();
            plan.drops().forEach(drop -> delete.deleteFile(drop.candidate().file()));
            return delete.validateFilesExist();
        }
        OverwriteFiles overwrite = transaction.newOverwrite();
        expired().forEach(drop -> overwrite.deleteFile(drop.candidate().file()));
        carved.forEach(file -> overwrite.addFile(file.kept().file()));
        return overwrite
                .validateFromSnapshot(table.currentSnapshot().snapshotId())
                .validateNoConflictingDeletes();
    }
}

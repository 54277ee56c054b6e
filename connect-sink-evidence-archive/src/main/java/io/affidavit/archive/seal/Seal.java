/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.seal;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.commit.TableChange;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementHead;
import io.affidavit.archive.hold.BranchFiles;
import io.affidavit.archive.hold.BranchFiles.Replacement;
import io.affidavit.archive.removal.Holding;
import io.affidavit.archive.removal.LiveFiles;
import io.affidavit.archive.removal.RemovalTag;
import io.affidavit.archive.removal.Terms;
import io.affidavit.archive.rewrite.Rewritten;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;

/**
 * Puts the files that packs became in their place; the old bytes stay. Refuses when one of the old files has left the table
 * meanwhile.
 *
 * @param id of the change
 * @param files the new files of one day
 * @param schemaId of the schema that they were written with
 * @param graceUntil until when the old bytes stay
 * @param holding reads the holds that are open at a state of the table
 */
record Seal(String id, List<Repacked> files, int schemaId, Instant graceUntil, Function<Table, Holding> holding)
        implements TableChange {

    /** A pack, and the file that it became. */
    record Repacked(Pack pack, Rewritten file) {

        private Replacement replacement() {
            Set<String> old = pack.origins().stream()
                    .map(origin -> origin.entry().location())
                    .collect(Collectors.toSet());
            return new Replacement(old, List.of(file.file()));
        }
    }

    Seal {
        files = List.copyOf(files);
    }

    @Override
    public List<String> intents() {
        return files.stream().map(file -> file.file().intent()).toList();
    }

    @Override
    public Statement statement(Table table, StatementHead head) {
        List<AttestedFile> removed = origins().map(Pack.Origin::file).toList();
        Set<String> missing = LiveFiles.missing(table, removed);
        if (!missing.isEmpty()) {
            throw new ChangeRefusedException("Cannot seal files of " + table.name() + ": " + missing.size()
                    + " of them left the table since this was planned. Plan it again.");
        }
        Holding now = holding.apply(table);
        return new ChangeStatement(
                head,
                Cause.SEAL,
                schemaId,
                now.epoch(),
                removed,
                files.stream().map(file -> file.file().attested()).toList(),
                files.stream().map(file -> file.file().derivation()).toList(),
                Map.of(
                        Terms.REGISTRY, now.registry(),
                        Terms.PARENT, Long.toString(table.currentSnapshot().snapshotId()),
                        Terms.GRACE_UNTIL, graceUntil.toString()));
    }

    private Stream<Pack.Origin> origins() {
        return files.stream().flatMap(file -> file.pack().origins().stream());
    }

    @Override
    public SnapshotUpdate<?> stage(Table table, Transaction transaction) {
        long parent = table.currentSnapshot().snapshotId();
        RemovalTag.create(transaction, id, parent);
        BranchFiles.replace(
                table, transaction, files.stream().map(Repacked::replacement).toList());
        RewriteFiles rewrite = transaction.newRewrite().validateFromSnapshot(parent);
        origins().forEach(origin -> rewrite.deleteFile(origin.entry()));
        files.forEach(file -> rewrite.addFile(file.file().file()));
        return rewrite;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.removal;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.commit.TableChange;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.Derivation;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementHead;
import io.affidavit.archive.hold.BranchFiles;
import io.affidavit.archive.hold.BranchFiles.Replacement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;

/**
 * Puts dropped files back into the table. Refuses once their deletion has begun.
 *
 * @param id of the change
 * @param removal that is taken back, in whole or in part
 * @param files those of its files that return
 * @param reason why, for people
 * @param holding reads the holds that are open at a state of the table
 */
record PutBack(
        String id, OpenRemoval removal, List<AttestedFile> files, String reason, Function<Table, Holding> holding)
        implements TableChange {

    PutBack {
        files = List.copyOf(files);
    }

    @Override
    public Statement statement(Table table, StatementHead head) {
        boolean open = RemovalTag.of(table, removal.id())
                .filter(tagged -> tagged == removal.parent())
                .isPresent();
        if (!open) {
            throw new ChangeRefusedException("Cannot undo removal " + removal.id() + " of " + table.name()
                    + ": it was undone already, or its files are being deleted.");
        }
        List<AttestedFile> leaving = leaving();
        requireLive(table, leaving);
        Map<String, String> terms = new TreeMap<>(Map.of(Terms.CHANGE, removal.id(), Terms.REASON, reason));
        if (!leaving.isEmpty()) {
            // Their bytes are deleted like those of any removed file; nothing is lost by that, so there is no grace.
            terms.put(Terms.PARENT, Long.toString(table.currentSnapshot().snapshotId()));
            terms.put(Terms.GRACE_UNTIL, head.createdAt().toString());
        }
        return new ChangeStatement(
                head,
                Cause.UNDO,
                removal.statement().schemaId(),
                holding.apply(table).epoch(),
                leaving,
                files,
                terms);
    }

    /** The files that were made of those that return. */
    private List<AttestedFile> leaving() {
        Set<String> paths =
                removal.replacing(files).stream().map(Derivation::path).collect(Collectors.toSet());
        return removal.statement().added().stream()
                .filter(file -> paths.contains(file.path()))
                .toList();
    }

    private void requireLive(Table table, List<AttestedFile> leaving) {
        if (!LiveFiles.missing(table, leaving).isEmpty()) {
            throw new ChangeRefusedException("Cannot undo removal " + removal.id() + " of " + table.name()
                    + ": the files that took its place have been changed since.");
        }
    }

    @Override
    public SnapshotUpdate<?> stage(Table table, Transaction transaction) {
        if (files.size() == removal.files().size()) {
            RemovalTag.remove(transaction, removal.id());
        }
        List<AttestedFile> leaving = leaving();
        if (leaving.isEmpty()) {
            AppendFiles append = transaction.newAppend();
            files.forEach(file -> append.appendFile(RemovedFile.entry(table, file)));
            return append;
        }
        RemovalTag.create(transaction, id, table.currentSnapshot().snapshotId());
        Map<String, DataFile> returning = new LinkedHashMap<>();
        files.forEach(file -> returning.put(file.path(), RemovedFile.entry(table, file)));
        BranchFiles.replace(table, transaction, replacements(returning));
        OverwriteFiles overwrite = transaction.newOverwrite();
        leaving.forEach(file -> overwrite.deleteFile(RemovedFile.entry(table, file)));
        returning.values().forEach(overwrite::addFile);
        return overwrite;
    }

    /** On the branches of holds the files change places again too. */
    private List<Replacement> replacements(Map<String, DataFile> returning) {
        return removal.replacing(files).stream()
                .map(derivation -> new Replacement(
                        Set.of(derivation.path()),
                        derivation.origins().stream()
                                .map(origin -> returning.get(origin.path()))
                                .toList()))
                .toList();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.commit.TableChange;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.Derivation;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementHead;
import io.affidavit.archive.hold.BranchFiles;
import io.affidavit.archive.hold.OpenHolds;
import io.affidavit.archive.removal.RemovalTag;
import io.affidavit.archive.removal.Terms;
import io.affidavit.archive.rewrite.Rewritten;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Puts files without a subject's rows in the place of those with them, in the table and on the branches of holds. Refuses when
 * the holds are no longer those that the plan respects, or when one of the files has left the table meanwhile.
 *
 * @param id of the change
 * @param plan all that was found
 * @param part which of its files leave in this change
 * @param graceUntil until when their bytes stay
 */
record Erasure(String id, ErasurePlan plan, Part part, ErasureRequest request, Instant graceUntil)
        implements TableChange {

    @Override
    public Statement statement(Table table, StatementHead head) {
        OpenHolds holds = OpenHolds.of(table);
        if (holds.epoch() != plan.epoch()) {
            throw new ChangeRefusedException(
                    "Cannot erase records of " + table.name() + ": the holds changed from epoch " + plan.epoch()
                            + " to " + holds.epoch() + " since the erasure was planned. Plan it again.");
        }
        long parent = table.currentSnapshot().snapshotId();
        if (plan.parent().filter(planned -> planned == parent).isEmpty()) {
            requireLive(table, part.files());
        }
        return new ChangeStatement(
                head,
                Cause.ERASE,
                table.schema().schemaId(),
                plan.epoch(),
                removed(),
                part.instead().stream().map(Rewritten::attested).toList(),
                derivations(),
                terms(parent));
    }

    List<AttestedFile> removed() {
        return part.files().stream().map(FileErasure::attested).toList();
    }

    List<Derivation> derivations() {
        return part.instead().stream().map(Rewritten::derivation).toList();
    }

    /** @throws ChangeRefusedException when one of the files is not in the table as it was, whole */
    static void requireLive(Table table, List<FileErasure> files) {
        Set<String> missing =
                files.stream().map(file -> file.attested().path()).collect(Collectors.toCollection(HashSet::new));
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                if (task.deletes().isEmpty()) {
                    missing.remove(task.file().location());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list files of table " + table.name() + ".", e);
        }
        if (!missing.isEmpty()) {
            throw new ChangeRefusedException("Cannot erase records of " + table.name() + ": " + missing.size()
                    + " of the files changed or left the table since the erasure was planned. Plan it again.");
        }
    }

    Map<String, String> terms(long parent) {
        Map<String, String> terms = new TreeMap<>(request.terms());
        terms.putAll(plan.subject().selectors());
        terms.put(Terms.REGISTRY, plan.registry());
        terms.put(Terms.PARENT, Long.toString(parent));
        terms.put(Terms.GRACE_UNTIL, graceUntil.toString());
        terms.put(ErasureTerms.METHOD, ErasureTerms.REWRITTEN);
        terms.put(ErasureTerms.PART, part.number() + "/" + part.of());
        terms.put(ErasureTerms.FOUND, Long.toString(plan.found()));
        terms.put(ErasureTerms.ERASED, Long.toString(part.rows()));
        terms.put(ErasureTerms.HELD, Long.toString(plan.held().rows()));
        plan.held().byHold().forEach((hold, rows) -> terms.put(ErasureTerms.HELD_BY + hold, Long.toString(rows)));
        terms.put(ErasureTerms.HELD_BY_TAG, Long.toString(plan.held().byTag()));
        terms.put(ErasureTerms.MASKED, Long.toString(plan.masked()));
        terms.put(ErasureTerms.EMPTY, Long.toString(plan.empty()));
        plan.leftRows().forEach((why, rows) -> terms.put(ErasureTerms.LEFT + why.text(), Long.toString(rows)));
        terms.put(Terms.OUT_OF_REACH, Terms.OTHER_COPIES);
        return terms;
    }

    @Override
    public List<String> intents() {
        return part.instead().stream().map(Rewritten::intent).toList();
    }

    @Override
    public SnapshotUpdate<?> stage(Table table, Transaction transaction) {
        RemovalTag.create(transaction, id, table.currentSnapshot().snapshotId());
        BranchFiles.replace(table, transaction, part.replacements());
        OverwriteFiles replacing = transaction.newOverwrite();
        part.files().forEach(file -> replacing.deleteFile(file.file()));
        part.instead().forEach(rewritten -> replacing.addFile(rewritten.file()));
        return replacing;
    }
}

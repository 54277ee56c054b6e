/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.adopt;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.commit.Holds;
import io.affidavit.archive.commit.TableChange;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementHead;
import io.affidavit.archive.removal.Chain;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.Table;

/**
 * Says of a rewrite that its new files hold the attested rows. The table's files stay as they are. Refuses when one of them
 * came or left since they were read, or when another statement has spoken of them.
 *
 * @param id of the change
 * @param plan that it is part of
 */
record Adoption(String id, Rewrite rewrite, AdoptionPlan plan, Chain chain) implements TableChange {

    /** Term: ids of the snapshots that made the rewrite. */
    static final String SNAPSHOTS = "snapshots";

    /** Term: how the rows were compared. */
    static final String COMPARISON = "comparison";

    static Adoption of(Rewrite rewrite, AdoptionPlan plan, Chain chain) {
        return new Adoption("adopt-" + UUID.randomUUID(), rewrite, plan, chain);
    }

    @Override
    public Statement statement(Table table, StatementHead head) {
        requireLive(table);
        requireUnspoken(table);
        return new ChangeStatement(
                head,
                Cause.ADOPT,
                plan.schemaId(),
                Holds.epoch(table),
                rewrite.removed(),
                rewrite.added(),
                List.of(),
                Map.of(
                        SNAPSHOTS,
                        rewrite.snapshots().stream().map(String::valueOf).collect(Collectors.joining(",")),
                        COMPARISON,
                        "multiset of leaves"));
    }

    private void requireLive(Table table) {
        Set<String> live = LiveTasks.of(table).keySet();
        if (!live.containsAll(paths(rewrite.added().stream()))
                || rewrite.removed().stream().anyMatch(file -> live.contains(file.path()))) {
            throw changed(table);
        }
    }

    private void requireUnspoken(Table table) {
        Set<String> ours = paths(Stream.concat(rewrite.added().stream(), rewrite.removed().stream()));
        chain.walkAll(table, (ref, statement) -> {
            if (ref.sequence() <= plan.head()) {
                return false;
            }
            Stream<AttestedFile> removed =
                    statement instanceof ChangeStatement change ? change.removed().stream() : Stream.empty();
            if (Stream.concat(statement.attested().stream(), removed).anyMatch(file -> ours.contains(file.path()))) {
                throw changed(table);
            }
            return true;
        });
    }

    private static Set<String> paths(Stream<AttestedFile> files) {
        return files.map(AttestedFile::path).collect(Collectors.toSet());
    }

    private static ChangeRefusedException changed(Table table) {
        return new ChangeRefusedException("Cannot adopt rewritten files of " + table.name()
                + ": some came or left since they were compared. Compare them again.");
    }
}

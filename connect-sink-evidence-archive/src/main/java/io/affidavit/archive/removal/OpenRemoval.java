/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.removal;

import io.affidavit.archive.evidence.hash.LeafRange;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.Derivation;
import io.affidavit.archive.evidence.statement.Origin;
import io.affidavit.archive.evidence.statement.StatementRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;

/**
 * A removal between its drop and its certificate.
 *
 * @param id of the change; names its tag
 * @param ref its statement
 * @param statement what was dropped, and why
 * @param begun whether its files may be deleted: nothing puts them back any more
 * @param files the dropped files that were not put back
 */
public record OpenRemoval(
        String id, StatementRef ref, ChangeStatement statement, boolean begun, List<AttestedFile> files) {

    public OpenRemoval {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(statement, "statement");
        files = List.copyOf(files);
    }

    /** Until when the drop can be undone. */
    public Instant graceUntil() {
        return Instant.parse(statement.terms().get(Terms.GRACE_UNTIL));
    }

    /** The snapshot before the drop. */
    long parent() {
        return parent(statement);
    }

    private static long parent(ChangeStatement change) {
        return Long.parseLong(change.terms().get(Terms.PARENT));
    }

    /** Rows of the files that are out of the table. */
    public long rows() {
        return files.stream().mapToLong(AttestedFile::records).sum();
    }

    /** The rows that the change left in no file; empty for a removal that lost none. */
    Optional<List<LeafRange>> lostRows(AttestedFile file) {
        boolean loses = statement.cause() == Cause.EXPIRE || statement.cause() == Cause.ERASE;
        if (!loses || file.records() == 0) {
            return Optional.empty();
        }
        return Optional.of(statement.derivations().stream()
                        .flatMap(derivation -> derivation.origins().stream())
                        .filter(origin -> origin.path().equals(file.path()))
                        .findFirst()
                        .map(Origin::gone)
                        .orElseGet(() -> List.of(new LeafRange(0, file.records()))))
                .filter(gone -> !gone.isEmpty());
    }

    /** The derivations whose files must leave when {@code returning} come back, because those hold the same rows. */
    List<Derivation> replacing(List<AttestedFile> returning) {
        Set<String> paths = returning.stream().map(AttestedFile::path).collect(Collectors.toSet());
        return statement.derivations().stream()
                .filter(derivation ->
                        derivation.origins().stream().map(Origin::path).anyMatch(paths::contains))
                .toList();
    }

    /** {@code returning} with the files whose rows they share a derived file with. */
    List<AttestedFile> together(List<AttestedFile> returning) {
        Set<String> paths = returning.stream().map(AttestedFile::path).collect(Collectors.toSet());
        replacing(returning).forEach(derivation -> derivation.origins().forEach(origin -> paths.add(origin.path())));
        return files.stream().filter(file -> paths.contains(file.path())).toList();
    }

    /** Those of {@code table}, oldest first. Tags that no statement of the table explains are left out. */
    static List<OpenRemoval> of(Chain chain, Table table) {
        Map<String, Long> tags = RemovalTag.open(table);
        List<OpenRemoval> open = new ArrayList<>();
        if (tags.isEmpty()) {
            return open;
        }
        Map<String, Set<String>> back = new HashMap<>();
        chain.walkChanges(table, (ref, statement) -> {
            if (statement instanceof ChangeStatement change) {
                if (change.cause() == Cause.UNDO) {
                    Set<String> paths =
                            back.computeIfAbsent(change.terms().getOrDefault(Terms.CHANGE, ""), id -> new HashSet<>());
                    change.added().forEach(file -> paths.add(file.path()));
                }
                if (tags.containsKey(change.commitId())) {
                    open.add(0, of(ref, change, tags.get(change.commitId()), back));
                }
            }
            return open.size() < tags.size();
        });
        return open;
    }

    private static OpenRemoval of(
            StatementRef ref, ChangeStatement change, long tagged, Map<String, Set<String>> back) {
        Set<String> returned = back.getOrDefault(change.commitId(), Set.of());
        return new OpenRemoval(
                change.commitId(),
                ref,
                change,
                tagged != parent(change),
                change.removed().stream()
                        .filter(file -> !returned.contains(file.path()))
                        .toList());
    }
}

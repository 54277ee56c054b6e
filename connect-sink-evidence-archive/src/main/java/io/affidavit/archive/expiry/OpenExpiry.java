/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.StatementRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.iceberg.Table;

/**
 * An expiry between its drop and its certificate.
 *
 * @param id of the change; names its tag
 * @param ref its statement
 * @param statement what was dropped, and why
 * @param begun whether its files may be deleted: nothing puts them back any more
 * @param files the dropped files that were not put back
 */
public record OpenExpiry(
        String id, StatementRef ref, ChangeStatement statement, boolean begun, List<AttestedFile> files) {

    public OpenExpiry {
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

    /** Those of {@code table}, oldest first. Tags that no statement of the table explains are left out. */
    static List<OpenExpiry> of(Chain chain, Table table) {
        Map<String, Long> tags = ExpiryTag.open(table);
        List<OpenExpiry> open = new ArrayList<>();
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
                } else if (change.cause() == Cause.EXPIRE && tags.containsKey(change.commitId())) {
                    open.add(0, of(ref, change, tags.get(change.commitId()), back));
                }
            }
            return open.size() < tags.size();
        });
        return open;
    }

    private static OpenExpiry of(StatementRef ref, ChangeStatement change, long tagged, Map<String, Set<String>> back) {
        Set<String> returned = back.getOrDefault(change.commitId(), Set.of());
        return new OpenExpiry(
                change.commitId(),
                ref,
                change,
                tagged != parent(change),
                change.removed().stream()
                        .filter(file -> !returned.contains(file.path()))
                        .toList());
    }
}

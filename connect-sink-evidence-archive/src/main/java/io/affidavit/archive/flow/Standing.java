/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.CommitRequest;
import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.commit.Watermarks;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Where a task takes a table to stand: from when it first asked for a source partition until it gives that up. A commit of
 * another task in between then contradicts it and is noticed. Outlives the handle to the table. Not thread-safe.
 */
final class Standing {

    private final UUID table;
    private final Map<SourcePartition, Long> next = new HashMap<>();
    private Watermarks current;

    /** @param table which the name must go on leading to */
    Standing(UUID table, Watermarks current) {
        this.table = table;
        this.current = current;
    }

    UUID table() {
        return table;
    }

    /** First offset the table does not have, null if it has none. */
    Long next(SourcePartition source) {
        if (!next.containsKey(source)) {
            next.put(source, current.next(source));
        }
        return next.get(source);
    }

    /** Whether the table was further than {@code found} says. */
    boolean isAheadOf(Watermarks found) {
        return next.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .anyMatch(entry -> found.next(entry.getKey()) == null || found.next(entry.getKey()) < entry.getValue());
    }

    /** Marks for those that have not been asked for yet. */
    void observed(Watermarks watermarks) {
        current = watermarks;
    }

    void committed(CommitRequest request) {
        request.moved().forEach((source, mark) -> next.put(source, mark.next()));
    }

    void forget(Collection<SourcePartition> sources) {
        sources.forEach(next::remove);
    }

    void forgetAll() {
        next.clear();
    }
}

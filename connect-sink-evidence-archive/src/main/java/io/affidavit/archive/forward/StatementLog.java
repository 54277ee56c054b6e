/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.forward;

import io.affidavit.archive.commit.Attestor;
import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.evidence.statement.CommitStatement;
import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.statement.StatementStore;
import io.affidavit.archive.removal.Chain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * The statements of one table as a log: each is handed out once, in order. Whoever remembers the position of the last one
 * also witnesses the chain: a table that was put back, or given another past, is refused. Not thread-safe.
 */
public final class StatementLog {

    /** A statement that is due, with what it takes to read it. */
    private record Due(StatementRef ref, String kind) {}

    private final Set<String> kinds;
    private final Deque<Due> due = new ArrayDeque<>();
    private final Chain chain = new Chain();
    private Position read;

    /**
     * Continues after {@code read}.
     *
     * @param kinds of statements that are handed out
     */
    public StatementLog(Position read, Set<String> kinds) {
        this.read = read;
        this.kinds = Set.copyOf(kinds);
    }

    /**
     * The next statements, at most so many; none when everything was handed out.
     *
     * @throws ChangeRefusedException when the chain does not lead to the position it was read to
     */
    public List<LoggedStatement> next(Table table, int most) {
        if (due.isEmpty()) {
            follow(table);
        }
        Map<String, Long> snapshots = due.isEmpty() ? Map.of() : snapshots(table);
        List<LoggedStatement> next = due.stream()
                .limit(most)
                .map(statement -> read(table, statement, snapshots))
                .toList();
        // Only what was read is passed: a store that fails costs no statement.
        next.forEach(taken -> due.removeFirst());
        return next;
    }

    private void follow(Table table) {
        StatementRef head = Attestor.head(table).orElse(null);
        long sequence = head == null ? 0 : head.sequence();
        if (sequence < read.sequence()) {
            throw rewritten(table);
        }
        if (head == null) {
            return;
        }
        Deque<Due> found = new ArrayDeque<>();
        chain.walkAll(table, (ref, statement) -> {
            if (ref.sequence() == read.sequence() && !ref.sha256().equals(read.sha256())) {
                throw rewritten(table);
            }
            String kind = LoggedStatement.kind(statement);
            if (ref.sequence() > read.sequence() && kinds.contains(kind)) {
                found.addFirst(new Due(ref, kind));
            }
            return ref.sequence() > read.sequence();
        });
        due.addAll(found);
        read = new Position(head.sequence(), head.sha256());
    }

    private ChangeRefusedException rewritten(Table table) {
        return new ChangeRefusedException(
                "Cannot forward statements of " + table.name() + ": statement " + read.sequence()
                        + " was forwarded before and is not part of its chain now. The table was put back or its evidence was"
                        + " rewritten; run affidavit verify --noted " + read.sha256() + ".");
    }

    /** Ids of the snapshots that the table still knows, by the statements that were committed with them. */
    private static Map<String, Long> snapshots(Table table) {
        Map<String, Long> snapshots = new HashMap<>();
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
            String statement = snapshot.summary().get(StatementRef.SHA256_KEY);
            if (statement != null) {
                snapshots.put(statement, snapshot.snapshotId());
            }
        }
        return snapshots;
    }

    private static LoggedStatement read(Table table, Due due, Map<String, Long> snapshots) {
        StatementRef ref = due.ref();
        try {
            byte[] envelope = StatementStore.of(table).read(ref);
            Long snapshot = snapshots.get(ref.sha256());
            return new LoggedStatement(
                    ref,
                    due.kind(),
                    new String(envelope, StandardCharsets.UTF_8),
                    snapshot == null ? OptionalLong.empty() : OptionalLong.of(snapshot),
                    Envelope.parse(envelope).statement() instanceof CommitStatement commit
                            ? commit.ranges()
                            : List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read statement " + ref.path() + ".", e);
        }
    }
}

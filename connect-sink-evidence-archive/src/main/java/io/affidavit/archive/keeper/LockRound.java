/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.keeper;

import io.affidavit.archive.lock.FileLocks;
import io.affidavit.archive.lock.LockMode;
import io.affidavit.archive.removal.Attestations;
import io.affidavit.archive.removal.Attested;
import io.affidavit.archive.removal.Chain;
import io.affidavit.archive.retention.Retention;
import io.affidavit.archive.retention.RetentionLocks;
import io.affidavit.archive.retention.RetentionLocks.Wanted;
import io.affidavit.archive.table.ArchivePartition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every live file of a table locked until its records' term is over: one that may still be rewritten for a period again
 * and again, one that was sealed for the rest of its term. Not thread-safe; remembers what it saw of locks, which only grow.
 */
public final class LockRound {

    private static final Logger LOG = LoggerFactory.getLogger(LockRound.class);

    private final String name;
    private final Supplier<Table> tables;
    private final LockMode mode;
    private final Duration period;
    private final Clock clock;
    private final Chain chain = new Chain();
    private final Map<String, Boolean> sealed = new HashMap<>();
    private final Map<String, Instant> locked = new HashMap<>();

    /**
     * @param name of the table
     * @param tables loads it anew
     * @param period how long a file is locked that may still be rewritten
     */
    public LockRound(String name, Supplier<Table> tables, LockMode mode, Duration period, Clock clock) {
        this.name = name;
        this.tables = tables;
        this.mode = mode;
        this.period = period;
        this.clock = clock;
    }

    /**
     * The locks of the table's store.
     *
     * @param retention empty where no policy is known
     * @return empty when nothing is to be locked, or the store has no locks
     */
    Optional<RetentionLocks> locks(Optional<Retention> retention) {
        return mode == LockMode.NONE ? Optional.empty() : locks(tables.get(), retention);
    }

    private Optional<RetentionLocks> locks(Table table, Optional<Retention> retention) {
        return FileLocks.of(table, mode, period, clock)
                .map(locks -> new RetentionLocks(locks, retention, period, clock));
    }

    /** @throws RuntimeException when a file could not be locked; the next round tries again */
    void run(Optional<Retention> retention) {
        if (mode == LockMode.NONE) {
            return;
        }
        Table table = tables.get();
        Optional<RetentionLocks> locks = locks(table, retention);
        if (locks.isEmpty()) {
            LOG.warn("Files of {} are not locked: its store has no Object Lock", name);
            return;
        }
        Map<String, ArchivePartition> live = live(table);
        learn(table, live.keySet());
        int extended = 0;
        for (Map.Entry<String, ArchivePartition> file : live.entrySet()) {
            Optional<Wanted> wanted = locks.get().wanted(file.getValue(), sealed.get(file.getKey()));
            if (wanted.isPresent() && extend(locks.get().locks(), file.getKey(), wanted.get())) {
                extended++;
            }
        }
        if (extended > 0) {
            LOG.info("Locked {} files of {} for longer", extended, name);
        }
    }

    /** Statements are read of new files only. */
    private void learn(Table table, Set<String> live) {
        sealed.keySet().retainAll(live);
        locked.keySet().retainAll(live);
        Set<String> unknown = new HashSet<>(live);
        unknown.removeAll(sealed.keySet());
        Map<String, Attested> attested = Attestations.of(chain, table, unknown);
        unknown.forEach(path -> sealed.put(
                path,
                Optional.ofNullable(attested.get(path)).map(Attested::sealed).orElse(false)));
    }

    /** Whether the lock of a file had to be extended. */
    private boolean extend(FileLocks locks, String path, Wanted wanted) {
        if (suffices(path, wanted)) {
            return false;
        }
        locks.until(path).ifPresent(until -> locked.put(path, until));
        if (suffices(path, wanted)) {
            return false;
        }
        locks.lock(path, wanted.until());
        locked.put(path, wanted.until());
        return true;
    }

    private boolean suffices(String path, Wanted wanted) {
        Instant until = locked.get(path);
        return until != null && !until.isBefore(wanted.atLeast());
    }

    private static Map<String, ArchivePartition> live(Table table) {
        Map<String, ArchivePartition> live = new HashMap<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                live.put(task.file().location(), ArchivePartition.of(task.file().partition()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list files of table " + table.name() + ".", e);
        }
        return live;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.ExpireSnapshots.CleanupLevel;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.util.SnapshotUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets old snapshots so that the table's metadata stays small. It never deletes a byte: Iceberg would delete files
 * before the metadata commit that frees them, and a lost race would then have destroyed live data. Deleting is the
 * business of a tool that looks at all refs of freshly loaded metadata.
 *
 * @param keepFor snapshots younger than this stay
 * @param keepAtLeast this many of the newest stay, whatever their age
 * @param keepAtMost older ones than this many of the newest go, whatever their age; every commit reads and writes all
 */
public record SnapshotRetention(Duration keepFor, int keepAtLeast, int keepAtMost, Clock clock) {

    // Forgetting is a commit of its own, so it waits until it is worth one.
    private static final int WORTH_A_COMMIT = 50;

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotRetention.class);

    /** Trims the table if that is worth a commit. Never throws: the next commit tries again. */
    public void trim(Table table) {
        long horizon = horizon(table);
        List<Long> forgettable = forgettable(table, horizon);
        forgettable.removeAll(neededByOthers(table));
        if (forgettable.size() < WORTH_A_COMMIT) {
            return;
        }
        try {
            trim(table, horizon, forgettable);
        } catch (CommitFailedException e) {
            LOG.debug("Cannot trim snapshots of {}: another commit came first", table.name());
        } catch (RuntimeException e) {
            LOG.warn(
                    "Cannot trim snapshots of {}: {}",
                    table.name(),
                    e.getClass().getName());
        }
    }

    private long horizon(Table table) {
        long horizon = clock.millis() - keepFor.toMillis();
        int newest = 0;
        for (Snapshot snapshot : Watermarks.ancestry(table)) {
            if (++newest == keepAtMost) {
                return Math.max(horizon, snapshot.timestampMillis());
            }
        }
        return horizon;
    }

    /** Of the table's own line, what no branch or tag stands on. */
    private List<Long> forgettable(Table table, long horizon) {
        Set<Long> named =
                table.refs().values().stream().map(SnapshotRef::snapshotId).collect(Collectors.toSet());
        int newest = 0;
        List<Long> forgettable = new ArrayList<>();
        for (Snapshot snapshot : Watermarks.ancestry(table)) {
            if (++newest > keepAtLeast
                    && snapshot.timestampMillis() < horizon
                    && !named.contains(snapshot.snapshotId())) {
                forgettable.add(snapshot.snapshotId());
            }
        }
        return forgettable;
    }

    /**
     * What others' branches descend from stays by the rules of these. The branch of a hold needs nothing but what it stands on:
     * the files that were ever live beside the held ones must not outlive them for its sake.
     */
    private static Set<Long> neededByOthers(Table table) {
        Set<Long> needed = new HashSet<>();
        table.refs().forEach((name, ref) -> {
            if (ref.isBranch() && !name.equals(SnapshotRef.MAIN_BRANCH) && !name.startsWith(Holds.BRANCH_PREFIX)) {
                needed.addAll(SnapshotUtil.ancestorIds(table.snapshot(ref.snapshotId()), table::snapshot));
            }
        });
        return needed;
    }

    private void trim(Table table, long horizon, List<Long> forgettable) {
        Transaction transaction = table.newTransaction();
        expire(table, transaction, expiry -> {
            expiry.expireOlderThan(horizon).retainLast(keepAtLeast);
            forgettable.forEach(expiry::expireSnapshotId);
        });
        transaction.commitTransaction();
    }

    /**
     * Stages that these snapshots are forgotten, whatever their age. No byte is deleted here either.
     *
     * @param snapshots none of which a branch or tag may be at when the transaction commits
     */
    public static void forget(Table table, Transaction transaction, Set<Long> snapshots) {
        // Nothing is old enough: only what is named goes.
        expire(table, transaction, expiry -> {
            expiry.expireOlderThan(0);
            snapshots.forEach(expiry::expireSnapshotId);
        });
    }

    private static void expire(Table table, Transaction transaction, Consumer<ExpireSnapshots> choice) {
        boolean collected = Boolean.parseBoolean(table.properties().getOrDefault(TableProperties.GC_ENABLED, "true"));
        if (!collected) {
            // Iceberg refuses to forget snapshots while this is off. No other reader ever sees it on.
            transaction
                    .updateProperties()
                    .set(TableProperties.GC_ENABLED, "true")
                    .commit();
        }
        ExpireSnapshots expiry = transaction.expireSnapshots();
        choice.accept(expiry);
        expiry.cleanupLevel(CleanupLevel.NONE).commit();
        if (!collected) {
            transaction
                    .updateProperties()
                    .set(TableProperties.GC_ENABLED, "false")
                    .commit();
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.OrphanSweep;
import io.affidavit.core.metrics.Meter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps the tables of a connector at its start and from time to time, on a thread of its own: a sweep lists the store,
 * which may take longer than a worker waits for a task.
 */
public final class OrphanPatrol implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanPatrol.class);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Catalog catalog;
    private final Set<TableIdentifier> fixed;
    private final Duration after;
    private final Clock clock;
    private final Meter swept;
    private final ScheduledExecutorService thread;

    /**
     * @param fixed the tables that are named in the configuration; one of them may know of others
     * @param after age at which a batch's files are orphans
     * @param swept counts the files deleted
     */
    public OrphanPatrol(
            String connector, Catalog catalog, Set<TableIdentifier> fixed, Duration after, Clock clock, Meter swept) {
        this.catalog = catalog;
        this.fixed = Set.copyOf(fixed);
        this.after = after;
        this.clock = clock;
        this.swept = swept;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, "affidavit-sweep-" + connector);
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /** Begins. */
    @SuppressWarnings("FutureReturnValueIgnored") // a sweep catches what it throws
    public void start() {
        long pause = Math.max(1, Math.min(after.toMillis(), LONGEST_PAUSE.toMillis()));
        thread.scheduleWithFixedDelay(this::sweep, 0, pause, TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        Set<TableIdentifier> tables = new LinkedHashSet<>(fixed);
        for (TableIdentifier table : fixed) {
            quietly(
                    table,
                    () -> TableRegistry.namesIn(catalog.loadTable(table))
                            .map(TableIdentifier::parse)
                            .forEach(tables::add));
        }
        for (TableIdentifier table : tables) {
            quietly(table, () -> swept.add(new OrphanSweep(() -> catalog.loadTable(table), after, clock).run()));
        }
    }

    /** Nothing depends on a sweep, and the next one takes up what this one left. */
    private static void quietly(TableIdentifier table, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn(
                    "Cannot sweep files of failed commits to {}: {}. It is tried again",
                    table,
                    e.getClass().getName());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.OrphanSweep;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps the tables of a connector at its start and from time to time, on a thread of its own: a sweep lists the store,
 * which may take longer than a worker waits for a task.
 */
public final class OrphanPatrol implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanPatrol.class);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Supplier<List<OrphanSweep>> sweeps;
    private final LongConsumer swept;
    private final ScheduledExecutorService thread;

    private OrphanPatrol(String connector, Supplier<List<OrphanSweep>> sweeps, LongConsumer swept) {
        this.sweeps = sweeps;
        this.swept = swept;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, "affidavit-sweep-" + connector);
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /**
     * Begins.
     *
     * @param sweeps one for each table there is
     * @param after age at which a batch's files are orphans
     * @param swept is told how many files were deleted
     */
    public static OrphanPatrol start(
            String connector, Supplier<List<OrphanSweep>> sweeps, Duration after, LongConsumer swept) {
        OrphanPatrol patrol = new OrphanPatrol(connector, sweeps, swept);
        Duration pause = after.compareTo(LONGEST_PAUSE) < 0 ? after : LONGEST_PAUSE;
        patrol.thread.scheduleWithFixedDelay(patrol::sweep, 0, Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS);
        return patrol;
    }

    private void sweep() {
        try {
            for (OrphanSweep sweep : sweeps.get()) {
                swept.accept(sweep.run());
            }
        } catch (RuntimeException e) {
            // Nothing depends on it, and the next one takes up what this one left.
            LOG.warn(
                    "Cannot sweep files of failed commits: {}. It is tried again",
                    e.getClass().getName());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

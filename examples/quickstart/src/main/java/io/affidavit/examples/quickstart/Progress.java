/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.quickstart;

import io.affidavit.examples.ArchiveView;
import io.affidavit.examples.Console;
import io.affidavit.stack.StackException;
import io.affidavit.stack.rest.ConnectRest;
import io.affidavit.stack.rest.ConnectorStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Watches rows on their way into the archive. */
final class Progress {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration REPORT = Duration.ofSeconds(3);

    private final Console console;
    private final ConnectRest rest;
    private final ArchiveView archive;
    private final long rows;

    Progress(Console console, ConnectRest rest, ArchiveView archive, long rows) {
        this.console = console;
        this.rest = rest;
        this.archive = archive;
        this.rows = rows;
    }

    /**
     * Waits until as many rows are archived as the table has.
     *
     * @param begin when the connectors were registered
     * @param stall fails when nothing moves for so long
     * @return time from {@code begin} to the last commit
     */
    Duration await(String source, String sink, Instant begin, Duration stall) {
        long archived = 0;
        Instant moved = begin;
        Instant reported = begin;
        while (archived < rows) {
            sleep();
            long now = archive.rows();
            Instant time = Instant.now();
            if (now > archived) {
                archived = now;
                moved = time;
            }
            if (Duration.between(reported, time).compareTo(REPORT) >= 0 || archived >= rows) {
                console.progress(rows, archived, rates(read(source), archived, Duration.between(begin, time)));
                reported = time;
                failFast(source);
                failFast(sink);
            }
            if (Duration.between(moved, time).compareTo(stall) > 0) {
                throw new StackException("nothing was archived for " + stall.toSeconds() + " s; " + archived + " of "
                        + rows + " rows are. Source: " + rest.status(source) + ", sink: " + rest.status(sink));
            }
        }
        return Duration.between(begin, moved);
    }

    private static String rates(long read, long archived, Duration since) {
        double seconds = Math.max(0.001, since.toMillis() / 1000.0);
        return String.format(
                Locale.ROOT,
                "read %,7d (%,.0f/s)   archived %,7d (%,.0f/s)",
                read,
                read / seconds,
                archived,
                archived / seconds);
    }

    /** Rows read, as the source's offsets count them. */
    private long read(String source) {
        return rest.offsets(source).stream()
                .mapToLong(offset -> ((Number) offset.getOrDefault("count", 0)).longValue())
                .sum();
    }

    private void failFast(String connector) {
        ConnectorStatus status = rest.status(connector);
        if (status.failed()) {
            throw new StackException("connector " + connector + " failed: " + status.firstTrace());
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while waiting for the archive", e);
        }
    }
}

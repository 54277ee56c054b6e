/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.stack.ClickHouseProcess;
import io.affidavit.stack.MariaDbProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Rows lost by cursors of several kinds: eight writers whose transactions of five rows of one time stay open for up to 20 ms,
 * one in ten of them for up to 3 s, and one in twenty rolled back; where writers set the times, the clock of one is two seconds
 * behind and that of another two ahead; all cursors follow the same rows at the same time, ours
 * with restarts.
 */
final class LateCommitBenchmark implements Benchmark {

    private static final long SEED = 20261123;
    private static final int WRITERS = 8;
    private static final int ROWS_OF_TRANSACTION = 5;
    private static final Duration WRITING = Duration.ofSeconds(20);
    /** Longer than any lag of a cursor. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(14);

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Opens a store in a directory of its own. */
    @FunctionalInterface
    private interface Opener {
        LateCommitStore open(Path directory) throws Exception;
    }

    /**
     * A store to try.
     *
     * @param argument names it on the command line
     * @param missing what this machine lacks for it, or empty
     */
    private record Candidate(String argument, Supplier<String> missing, Opener opener) {}

    private static final List<Candidate> STORES = List.of(
            new Candidate("postgres", () -> "", PostgresLateCommits::withTimesOfTheDatabase),
            new Candidate("postgres-clocks", () -> "", PostgresLateCommits::withTimesOfWriters),
            new Candidate("sqlite", () -> "", SqliteLateCommits::open),
            new Candidate(
                    "mariadb",
                    () -> MariaDbProcess.program().isPresent() ? "" : "not installed: mariadb-server",
                    MariaDbLateCommits::open),
            new Candidate("opensearch", () -> "", OpenSearchLateCommits::open),
            new Candidate(
                    "clickhouse",
                    () -> ClickHouseProcess.modules().isPresent() ? "" : "not set: " + ClickHouseProcess.PROPERTY,
                    ClickHouseLateCommits::open),
            new Candidate("objects", () -> "", LateObjects::open));

    private final List<Candidate> stores;

    /** How far the clock of one writer is behind, and of another ahead. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    LateCommitBenchmark(List<String> arguments) {
        List<String> known = STORES.stream().map(Candidate::argument).toList();
        if (!known.containsAll(arguments)) {
            throw new IllegalArgumentException("Cannot run late-commit: it takes names of stores, of " + known + ".");
        }
        stores = STORES.stream()
                .filter(store -> arguments.isEmpty() || arguments.contains(store.argument()))
                .toList();
    }

    @Override
    public Result run() throws Exception {
        Result result = new Result("store", "cursor", "rows", "lost", "lost %", "twice");
        int lost = 0;
        int lostByOthers = 0;
        for (Candidate candidate : stores) {
            if (!candidate.missing().get().isEmpty()) {
                result.row(candidate.argument(), candidate.missing().get(), "-", "-", "-", "-");
                continue;
            }
            Path directory = Files.createTempDirectory("affidavit-bench");
            try (LateCommitStore store = candidate.opener().open(directory)) {
                for (Outcome outcome : race(store)) {
                    result.row(
                            store.name(),
                            outcome.cursor(),
                            outcome.rows(),
                            outcome.lost(),
                            100.0 * outcome.lost() / outcome.rows(),
                            outcome.twice());
                    if (outcome.ours()) {
                        lost += outcome.lost();
                    } else {
                        lostByOthers += outcome.lost();
                    }
                }
            } finally {
                Sinks.delete(directory);
            }
        }
        return result.figure("lost", lost).figure("lost_by_others", lostByOthers);
    }

    private record Outcome(String cursor, boolean ours, int rows, int lost, int twice) {}

    private static List<Outcome> race(LateCommitStore store) throws Exception {
        System.err.printf("%s: %d writers for %d s ...%n", store.name(), WRITERS, WRITING.toSeconds());
        AtomicBoolean writing = new AtomicBoolean(true);
        AtomicBoolean reading = new AtomicBoolean(true);
        List<LateCommitCursor> cursors = store.cursors();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<List<String>>> found = new ArrayList<>();
            for (LateCommitCursor cursor : cursors) {
                found.add(threads.submit(() -> follow(cursor, reading)));
            }
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Random random = new Random(SEED + i);
                Duration clockAhead = i == 0 ? SKEW.negated() : i == 1 ? SKEW : Duration.ZERO;
                writers.add(threads.submit(() -> {
                    write(store, clockAhead, random, writing);
                    return null;
                }));
            }
            Thread.sleep(WRITING.toMillis());
            writing.set(false);
            for (Future<?> writer : writers) {
                writer.get();
            }
            Thread.sleep(AFTERWARDS.toMillis());
            reading.set(false);
            Set<String> keys = store.keys();
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < cursors.size(); i++) {
                outcomes.add(outcome(cursors.get(i), found.get(i).get(), keys));
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
            for (LateCommitCursor cursor : cursors) {
                cursor.close();
            }
        }
    }

    private static Outcome outcome(LateCommitCursor cursor, List<String> found, Set<String> keys) {
        Set<String> once = new HashSet<>(found);
        int lost = (int) keys.stream().filter(key -> !once.contains(key)).count();
        return new Outcome(cursor.name(), cursor.isOurs(), keys.size(), lost, found.size() - once.size());
    }

    private static List<String> follow(LateCommitCursor cursor, AtomicBoolean reading) throws Exception {
        List<String> found = new ArrayList<>();
        while (reading.get()) {
            found.addAll(cursor.next());
            Thread.sleep(PAUSE.toMillis());
        }
        found.addAll(cursor.next());
        return found;
    }

    private static void write(LateCommitStore store, Duration clockAhead, Random random, AtomicBoolean writing)
            throws Exception {
        try (LateCommitStore.Writer writer = store.writer(clockAhead)) {
            while (writing.get()) {
                for (int row = 0; row < ROWS_OF_TRANSACTION; row++) {
                    writer.insert();
                }
                Thread.sleep(random.nextInt(10) > 0 ? random.nextInt(20) : random.nextInt(3000));
                if (random.nextInt(20) == 0) {
                    writer.rollback();
                } else {
                    writer.commit();
                }
            }
        }
    }
}

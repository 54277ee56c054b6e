/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.stack.FaultyProxy;
import io.affidavit.stack.LocalPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A million rows of 1 KB read from PostgreSQL: by our task, by a bare loop over the driver, and by Debezium's snapshot, each
 * in turn and in a process of its own, after a warm-up; and, with 256 MiB of heap, by one and two tasks of ours from a server
 * 5 ms away.
 */
final class SourcePostgresBenchmark implements Benchmark {

    private static final int ROWS = 1_000_000;
    private static final int QUICK_ROWS = 200_000;
    private static final int ROUNDS = 5;
    private static final String HEAP = "256m";
    /** Where CPU is compared: the same for all. */
    private static final String AMPLE_HEAP = "1g";

    private static final Duration DISTANCE = Duration.ofMillis(5);

    private final int rows;

    SourcePostgresBenchmark(List<String> arguments) {
        if (!arguments.isEmpty() && !arguments.equals(List.of("--quick"))) {
            throw new IllegalArgumentException("Cannot run source-postgres: the only option is --quick.");
        }
        this.rows = arguments.isEmpty() ? ROWS : QUICK_ROWS;
    }

    @Override
    public Result run() throws Exception {
        Path directory = Files.createTempDirectory("affidavit-bench");
        try (LocalPostgres server = LocalPostgres.start(
                directory,
                Map.of(
                        "fsync", "off",
                        "wal_level", "logical",
                        "max_wal_size", "4GB",
                        "shared_buffers", "512MB"))) {
            System.err.printf("Filling a table with %,d rows ...%n", rows);
            try (Connection connection = server.connect()) {
                SpendLogRows.create(connection, rows);
            }
            return measure(server, directory.resolve("process.log"));
        } finally {
            Sinks.delete(directory);
        }
    }

    private Result measure(LocalPostgres server, Path log) throws Exception {
        double[] ours = new double[ROUNDS];
        double[] loop = new double[ROUNDS];
        double[] oursPerCpu = new double[ROUNDS];
        double[] debeziumPerCpu = new double[ROUNDS];
        double[] debezium = new double[ROUNDS];
        double[] loopRatio = new double[ROUNDS];
        double[] debeziumRatio = new double[ROUNDS];
        double[] speedup = new double[ROUNDS];
        double[] one = new double[ROUNDS];
        double[] two = new double[ROUNDS];
        long peak = 0;
        try (FaultyProxy proxy = new FaultyProxy(server.port())) {
            proxy.beDistant(DISTANCE);
            // the first round warms the server's cache
            for (int round = -1; round < ROUNDS; round++) {
                SaidByProcess bare = read("loop", server.port(), 1, AMPLE_HEAP, log);
                SaidByProcess own = read("ours", server.port(), 1, AMPLE_HEAP, log);
                SaidByProcess rival = read("debezium", server.port(), 1, AMPLE_HEAP, log);
                SaidByProcess far = read("ours", proxy.port(), 1, HEAP, log);
                SaidByProcess farTwo = read("ours", proxy.port(), 2, HEAP, log);
                peak = Math.max(peak, Math.max(far.figure("peak_heap"), farTwo.figure("peak_heap")));
                if (round < 0) {
                    continue;
                }
                ours[round] = perSecond(own);
                loop[round] = perSecond(bare);
                loopRatio[round] = ours[round] / loop[round];
                oursPerCpu[round] = perCpuSecond(own);
                debezium[round] = perSecond(rival);
                debeziumPerCpu[round] = perCpuSecond(rival);
                debeziumRatio[round] = oursPerCpu[round] / debeziumPerCpu[round];
                one[round] = perSecond(far);
                two[round] = perSecond(farTwo);
                speedup[round] = two[round] / one[round];
            }
        }
        return new Result("reader", "rows/s", "rows/CPU-s")
                .row("Affidavit", Cpu.median(ours), Cpu.median(oursPerCpu))
                .row("bare driver loop", Cpu.median(loop), "-")
                .row("Debezium snapshot", Cpu.median(debezium), Cpu.median(debeziumPerCpu))
                .row("Affidavit, 5 ms away, one task", Cpu.median(one), "-")
                .row("Affidavit, 5 ms away, two tasks", Cpu.median(two), "-")
                .figure("rows_per_s", Cpu.median(ours))
                .figure("records_per_cpu_s", Cpu.median(oursPerCpu))
                .figure("loop_ratio", Cpu.median(loopRatio))
                .figure("debezium_ratio", Cpu.median(debeziumRatio))
                .figure("peak_heap_mb", (double) (peak >> 20))
                .figure("two_task_speedup", Cpu.median(speedup));
    }

    private SaidByProcess read(String reader, int port, int tasks, String heap, Path log) throws Exception {
        SaidByProcess said = SaidByProcess.run(
                SourceProcess.class,
                heap,
                log,
                reader,
                Integer.toString(port),
                Integer.toString(rows),
                Integer.toString(tasks));
        System.err.printf(
                "%s, %d task(s): %,.0f rows/s, %,.0f rows/CPU-s, heap %d MB%n",
                reader, tasks, perSecond(said), perCpuSecond(said), said.figure("peak_heap") >> 20);
        return said;
    }

    private double perSecond(SaidByProcess said) {
        return rows * 1e6 / said.figure("micros");
    }

    private double perCpuSecond(SaidByProcess said) {
        return rows * 1e6 / said.figure("cpu_micros");
    }
}

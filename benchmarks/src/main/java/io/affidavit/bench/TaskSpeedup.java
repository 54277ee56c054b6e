/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Struct;

/** Throughput of one task and of two, side by side in one process, each with a partition of its own. */
record TaskSpeedup(Supplier<Map<String, String>> catalogs, List<Struct> events, int records, int rounds) {

    private static final int POLL = 500;

    /** @param speedup median over the rounds of two tasks' throughput over one task's, measured one after the other */
    record Figures(double one, double two, double speedup) {}

    Figures measure() throws Exception {
        double[] one = new double[rounds];
        double[] two = new double[rounds];
        double[] speedup = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            double first = throughput(1);
            double second = throughput(2);
            System.err.printf("round %d: one task %,.0f, two %,.0f records per second%n", round + 1, first, second);
            if (round >= 0) {
                one[round] = first;
                two[round] = second;
                speedup[round] = second / first;
            }
        }
        return new Figures(Cpu.median(one), Cpu.median(two), Cpu.median(speedup));
    }

    /** Records per second, from the first put until everything is durable. */
    private double throughput(int tasks) throws Exception {
        Map<String, String> config = catalogs.get();
        // One commit, at the end: what is measured is the work between commits.
        config.put("archive.commit.records", Integer.toString(records));
        config.put("archive.commit.interval.ms", "3600000");
        List<ArchiveTaskRun> runs = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(tasks);
        try {
            for (int task = 0; task < tasks; task++) {
                runs.add(new ArchiveTaskRun(config, task, tasks, events));
            }
            CyclicBarrier start = new CyclicBarrier(tasks + 1);
            List<Future<?>> ends = new ArrayList<>();
            for (ArchiveTaskRun run : runs) {
                ends.add(threads.submit(() -> {
                    start.await();
                    for (int put = 0; put < records; put += POLL) {
                        run.put(Math.min(POLL, records - put));
                    }
                    run.awaitDurable();
                    return null;
                }));
            }
            start.await();
            long began = System.nanoTime();
            for (Future<?> end : ends) {
                end.get();
            }
            return (double) records * tasks / ((System.nanoTime() - began) / 1e9);
        } finally {
            threads.shutdown();
            runs.forEach(ArchiveTaskRun::close);
        }
    }
}

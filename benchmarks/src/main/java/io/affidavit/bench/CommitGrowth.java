/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Struct;

/** How commit time grows with the number of commits a table has seen. */
record CommitGrowth(Supplier<Map<String, String>> catalogs, List<Struct> events) {

    private static final int RECORDS = 10;
    private static final int WARM_UP = 300;

    /**
     * What each commit took, in order.
     *
     * @param millis wall-clock time
     * @param cpuMillis CPU of the whole process, which other work on the machine distorts little
     */
    record Times(List<Double> millis, List<Double> cpuMillis) {}

    /** Makes as many commits to one table, after those to another that warm the process up. */
    Times measure(int commits) throws Exception {
        commits(WARM_UP);
        return commits(commits);
    }

    private Times commits(int count) throws Exception {
        Map<String, String> config = catalogs.get();
        config.put("archive.commit.records", Integer.toString(RECORDS));
        config.put("archive.commit.interval.ms", "3600000");
        List<Double> cpu = new ArrayList<>();
        try (ArchiveTaskRun run = new ArchiveTaskRun(config, 0, 1, events)) {
            for (int commit = 0; commit < count; commit++) {
                cpu.add(1_000 * Cpu.process(() -> run.put(RECORDS)));
                if ((commit + 1) % 1_000 == 0) {
                    System.err.printf("%,d commits%n", commit + 1);
                }
            }
            if (run.commitMillis().size() != count) {
                throw new IllegalStateException("Cannot measure commits: of " + count + " batches,"
                        + run.commitMillis().size() + " were committed at once. Look at the log.");
            }
            return new Times(List.copyOf(run.commitMillis()), cpu);
        }
    }
}

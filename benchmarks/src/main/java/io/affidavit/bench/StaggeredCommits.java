/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Struct;

/** How long commits take when many tasks commit to one table on a slow store, each in its own phase of the interval. */
record StaggeredCommits(Supplier<Map<String, String>> catalogs, List<Struct> events) {

    private static final int RECORDS = 10;
    private static final long POLL_MILLIS = 250;

    /**
     * Commit times in milliseconds.
     *
     * @param intervals how many commits each task makes; the first of each is not counted
     */
    double[] measure(int tasks, long intervalMillis, int intervals) throws Exception {
        Map<String, String> config = catalogs.get();
        config.put("archive.commit.interval.ms", Long.toString(intervalMillis));
        config.put("iceberg.catalog.io-impl", SlowFileIO.class.getName());
        List<ArchiveTaskRun> runs = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(tasks);
        try {
            for (int task = 0; task < tasks; task++) {
                runs.add(new ArchiveTaskRun(config, task, tasks, events));
            }
            List<Future<?>> ends = new ArrayList<>();
            for (ArchiveTaskRun run : runs) {
                ends.add(threads.submit(() -> {
                    while (run.commitMillis().size() < intervals) {
                        run.put(RECORDS);
                        run.idle(POLL_MILLIS);
                    }
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            threads.shutdown();
            runs.forEach(ArchiveTaskRun::close);
        }
        return runs.stream()
                .flatMap(run -> run.commitMillis().stream().skip(1).limit(intervals - 1L))
                .mapToDouble(Double::doubleValue)
                .toArray();
    }
}

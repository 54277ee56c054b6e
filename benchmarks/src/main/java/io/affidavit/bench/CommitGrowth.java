/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Struct;

/** How commit time grows with the number of commits a table has seen. */
record CommitGrowth(Supplier<Map<String, String>> catalogs, List<Struct> events) {

    private static final int RECORDS = 10;
    private static final int WARM_UP = 300;

    /** Commit times in milliseconds, in order, after as many commits to another table as warm the process up. */
    double[] measure(int commits) {
        commits(WARM_UP);
        return commits(commits);
    }

    private double[] commits(int count) {
        Map<String, String> config = catalogs.get();
        config.put("archive.commit.records", Integer.toString(RECORDS));
        config.put("archive.commit.interval.ms", "3600000");
        try (ArchiveTaskRun run = new ArchiveTaskRun(config, 0, events)) {
            while (run.commitMillis().size() < count) {
                run.put(RECORDS);
                if (run.commitMillis().size() % 1_000 == 0) {
                    System.err.printf("%,d commits%n", run.commitMillis().size());
                }
            }
            return run.commitMillis().stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A commit takes as long after many commits as after the first. 400 of them, or 10,000 with {@code -Daffidavit.long=true};
 * measured in CPU time, which other work on the machine does not change.
 */
@Tag("chaos")
class ManyCommitsIT {

    private static final int WARM_UP = 150;
    private static final int WINDOW = 100;
    private static final double MOST_GROWTH = 1.5;

    @TempDir
    Path directory;

    @Test
    void commitTimeDoesNotGrow() {
        int commits = Boolean.getBoolean("affidavit.long") ? 10_000 : 400;
        commitTimes(directory.resolve("warm-up"), WARM_UP);

        long[] nanos = commitTimes(directory.resolve("measured"), commits);

        long first = median(Arrays.copyOf(nanos, WINDOW));
        long last = median(Arrays.copyOfRange(nanos, commits - WINDOW, commits));
        System.out.printf(
                "commit CPU time: first 100 of %,d %.2f ms, last 100 %.2f ms%n", commits, first / 1e6, last / 1e6);
        assertThat((double) last / first).isLessThanOrEqualTo(MOST_GROWTH);
    }

    private static long[] commitTimes(Path directory, int commits) {
        long[] nanos = new long[commits];
        java.lang.management.ThreadMXBean threads = java.lang.management.ManagementFactory.getThreadMXBean();
        Map<String, String> everyRecord = Map.of("archive.commit.records", "1");
        try (ArchiveHarness archive = ArchiveHarness.start(directory, everyRecord)) {
            for (int commit = 0; commit < commits; commit++) {
                long began = threads.getCurrentThreadCpuTime();
                archive.put(Events.record(commit));
                nanos[commit] = threads.getCurrentThreadCpuTime() - began;
            }
            assertThat(archive.preCommit().values()).containsExactly((long) commits);
            assertThat(archive.table().currentSnapshot().summary()).containsEntry("total-records", commits + "");
            assertThat(archive.table().snapshots()).hasSizeLessThan(600);
        }
        return nanos;
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}

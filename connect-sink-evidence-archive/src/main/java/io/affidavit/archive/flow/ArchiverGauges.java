/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.worker.Intake;
import io.affidavit.archive.write.Workspace;
import io.affidavit.core.metrics.Meters;
import java.time.Clock;

/** What can be seen of a running {@link Archiver} at any time. */
public final class ArchiverGauges {

    private ArchiverGauges() {}

    public static void register(Meters meters, Archiver archiver, Workspace workspace, Intake intake, Clock clock) {
        meters.gauge(
                "watermark-lag-records",
                "Records delivered that are not durable yet.",
                () -> archiver.lag().records());
        meters.gauge(
                "watermark-lag-seconds",
                "Seconds since the oldest record that is not durable was delivered.",
                () -> archiver.lag().seconds(clock.millis()));
        meters.gauge(
                "silent-partitions",
                "Partitions of which nothing has come since they were taken over.",
                () -> archiver.lag().silentPartitions());
        meters.gauge("open-files", "Data files open for writing.", archiver::openFiles);
        meters.gauge("memory-used-bytes", "Estimated heap of rows and open files.", workspace::memoryBytes);
        meters.gauge("buffered-records", "Records in memory that are in no data file yet.", workspace::bufferedRows);
        meters.gauge("paused", "Partitions that are not read because a commit is in the way.", intake::paused);
    }
}

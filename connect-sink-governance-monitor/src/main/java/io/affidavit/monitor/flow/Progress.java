/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.flow;

import io.affidavit.core.metrics.Meters;
import io.affidavit.monitor.watch.Counts;
import io.affidavit.monitor.watch.PartitionMonitor;
import io.affidavit.monitor.window.Watermark;
import java.util.Collection;
import java.util.function.ToLongFunction;

/**
 * How far a task has come, as other threads may read it.
 *
 * @param watermark the least one of all partitions; {@link Watermark#NONE} before any event
 * @param waiting partitions that are not watched because the brokers did not take their state
 */
record Progress(
        long records,
        long late,
        long ahead,
        long untimed,
        long unreadable,
        long unusable,
        long overflow,
        int scopes,
        long watermark,
        int waiting) {

    static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0, 0, 0, Watermark.NONE, 0);

    static Progress of(Collection<PartitionMonitor> monitors, int waiting) {
        return new Progress(
                sum(monitors, Counts::records),
                sum(monitors, Counts::late),
                sum(monitors, Counts::ahead),
                sum(monitors, Counts::untimed),
                sum(monitors, Counts::unreadable),
                sum(monitors, Counts::unusable),
                sum(monitors, Counts::overflow),
                monitors.stream().mapToInt(PartitionMonitor::scopes).sum(),
                monitors.stream()
                        .mapToLong(PartitionMonitor::watermark)
                        .filter(time -> time != Watermark.NONE)
                        .min()
                        .orElse(Watermark.NONE),
                waiting);
    }

    private static long sum(Collection<PartitionMonitor> monitors, ToLongFunction<Counts> count) {
        return monitors.stream()
                .mapToLong(monitor -> count.applyAsLong(monitor.counts()))
                .sum();
    }

    /** Registers gauges on the progress of a task. Counts are of the states it holds, and go on where those did. */
    static void publish(Meters meters, Watcher watcher) {
        meters.gauge(
                "watched-records",
                "Records seen by the states.",
                () -> watcher.progress().records());
        meters.gauge(
                "late-records",
                "Times that a monitor did not take a record because its window was over.",
                () -> watcher.progress().late());
        meters.gauge(
                "ahead-records",
                "Records whose event time is further after their timestamp than allowed; they are not watched.",
                () -> watcher.progress().ahead());
        meters.gauge(
                "untimed-records",
                "Records without a readable event time, for which their timestamp stood.",
                () -> watcher.progress().untimed());
        meters.gauge(
                "unreadable-records",
                "Records of which no field could be read.",
                () -> watcher.progress().unreadable());
        meters.gauge(
                "unusable-inputs",
                "Times that a monitor found nothing usable in its input fields.",
                () -> watcher.progress().unusable());
        meters.gauge(
                "overflow-records",
                "Records of scopes beyond monitor.max.scopes; they are not watched.",
                () -> watcher.progress().overflow());
        meters.gauge("scopes", "Scopes with a state.", () -> watcher.progress().scopes());
        meters.gauge(
                "watermark-ms",
                "Event time, in milliseconds since 1970, before which all windows are over.",
                () -> Math.max(0, watcher.progress().watermark()));
        meters.gauge(
                "waiting-partitions",
                "Partitions that are not watched because the brokers did not take their state.",
                () -> watcher.progress().waiting());
    }
}

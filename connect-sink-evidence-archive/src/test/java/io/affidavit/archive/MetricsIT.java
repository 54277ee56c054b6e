/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the task tells through Kafka's own metrics, and that the page about them names each. */
class MetricsIT {

    @TempDir
    Path directory;

    private final Metrics metrics = new Metrics();

    @Test
    void tellsWhatWaitsAndHowLongCommitsTook() {
        try (ArchiveHarness archive = start()) {
            // Given ten records that wait for their commit
            archive.put(LongStream.range(0, 10).mapToObj(Events::record).toList());
            archive.clock.advanceMillis(400);
            assertThat(value("watermark-lag-records")).isEqualTo(10);
            assertThat(value("watermark-lag-seconds")).isEqualTo(0.4);
            assertThat(value("commits")).isZero();
            assertThat(value("commit-time-last-ms")).isZero();

            // When they are committed
            archive.commit();

            // Then nothing waits any more
            assertThat(value("watermark-lag-records")).isZero();
            assertThat(value("watermark-lag-seconds")).isZero();
            assertThat(value("commits")).isEqualTo(1);
            assertThat(value("archived-records")).isEqualTo(10);
            assertThat(value("archived-files")).isEqualTo(1);
            assertThat(value("archived-bytes")).isPositive();
            assertThat(value("commit-time-last-ms")).isPositive();
            assertThat(value("commit-time-p95-ms")).isEqualTo(value("commit-time-max-ms"));
            assertThat(value("silent-partitions")).isZero();
        }
        try (ArchiveHarness next = start()) {
            // and a task that has not seen its last record again says so
            next.put(java.util.List.of());
            assertThat(value("silent-partitions")).isEqualTo(1);
            next.put(Events.record(9));
            assertThat(value("silent-partitions")).isZero();
        }
    }

    @Test
    void pageNamesEveryMetric() throws IOException {
        String page = Files.readString(Path.of("../docs/metrics.md"));
        try (ArchiveHarness archive = start()) {
            archive.put(Events.record(0));
            Set<String> names = metrics.metrics().keySet().stream()
                    .filter(name -> name.group().equals("plugins"))
                    .map(name -> name.name())
                    .collect(Collectors.toSet());
            assertThat(names)
                    .hasSizeGreaterThan(20)
                    .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
        }
    }

    private ArchiveHarness start() {
        return ArchiveHarness.startWithMetrics(
                directory, Map.of(), new PluginMetricsImpl(metrics, Map.of("connector", "test")));
    }

    private double value(String name) {
        return metrics.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name)
                        && entry.getKey().group().equals("plugins"))
                .map(Map.Entry::getValue)
                .map(KafkaMetric::metricValue)
                .map(Number.class::cast)
                .findFirst()
                .orElseThrow()
                .doubleValue();
    }
}

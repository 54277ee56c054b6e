/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.source.contract.ContractRow;
import io.affidavit.source.contract.RunningTasks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The task on an Iceberg table: snapshots appended, compacted, expired and overwritten. */
class IcebergLogsSourceTaskIT {

    private static final Duration QUIET = Duration.ofSeconds(3);

    @TempDir
    private Path directory;

    private IcebergLogs logs;
    private Table table;
    private Map<String, String> config;

    @BeforeEach
    void table() {
        logs = new IcebergLogs(directory);
        table = logs.table();
        config = IcebergLogs.config(directory);
        config.put("source.page.rows", "7");
    }

    @AfterEach
    void close() {
        logs.close();
    }

    @Test
    void givesEachRowOnceWhereverItIsRestarted() throws Exception {
        // Given snapshots of several sizes
        append(0, 9);
        append(9, 10);
        append(10, 40);
        List<SourceRecord> all;
        try (RunningTasks first = tasks().start(1)) {
            all = first.pollUntil(rows -> rows.size() == 40, QUIET);
        }
        assertThat(numbers(all)).hasSize(40).isSorted();
        for (int stop = 0; stop < all.size(); stop += 9) {
            // When reading resumes after the first `stop` rows
            try (RunningTasks resumed = tasks()) {
                all.subList(0, stop).forEach(resumed::commit);
                int rest = all.size() - stop;
                resumed.start(1).pollUntil(rows -> rows.size() >= rest, QUIET);
                // Then
                assertThat(resumed.keys()).hasSize(40).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void followsAppendsAndLeavesOutCompactions() throws Exception {
        // Given a task that has read two snapshots
        append(0, 5);
        append(5, 10);
        try (RunningTasks tasks = tasks().start(1)) {
            tasks.pollUntil(rows -> rows.size() == 10, QUIET);
            // When their files are rewritten into one, and more is appended
            compact(0, 10);
            append(10, 12);
            tasks.pollUntil(rows -> rows.size() == 2, QUIET);
            // Then only the new rows come, before and after a restart
            tasks.start(1);
            append(12, 13);
            tasks.drain(QUIET);
            assertThat(numbers(tasks.delivered())).containsExactlyElementsOf(range(0, 13));
        }
    }

    @Test
    void readsTheStartSnapshotWholeAndThenWhatFollows() throws Exception {
        // Given a table whose first snapshots expired, as its files were compacted
        append(0, 5);
        append(5, 10);
        compact(0, 10);
        append(10, 12);
        table.refresh();
        long start = table.currentSnapshot().snapshotId();
        expireAllBut(start);
        // When no start is set, then it is refused with the advice to set it
        assertThat(faults()).containsOnlyKeys("source.table");
        assertThat(faults().get("source.table").get(0)).contains("source.start.snapshot=" + start);
        // And when it is set
        config.put("source.start.snapshot", Long.toString(start));
        assertThat(faults()).isEmpty();
        try (RunningTasks tasks = tasks().start(1)) {
            tasks.pollUntil(rows -> rows.size() == 12, QUIET);
            append(12, 15);
            tasks.pollUntil(rows -> rows.size() == 3, QUIET);
            // Then every row came once
            assertThat(numbers(tasks.delivered())).containsExactlyInAnyOrderElementsOf(range(0, 15));
            // And the start may expire once it has been read
            table.refresh();
            expireAllBut(table.currentSnapshot().snapshotId());
            append(15, 16);
            tasks.start(1).drain(QUIET);
            assertThat(numbers(tasks.delivered())).containsExactlyInAnyOrderElementsOf(range(0, 16));
        }
    }

    @Test
    void failsWhereSnapshotsExpiredBeforeTheyWereRead() throws Exception {
        // Given a task that stopped
        append(0, 5);
        RunningTasks tasks = tasks().start(1);
        tasks.pollUntil(rows -> rows.size() == 5, QUIET);
        tasks.stop();
        // When rows are appended meanwhile, compacted, and their snapshots expire
        append(5, 8);
        append(8, 10);
        compact(5, 10);
        append(10, 11);
        table.refresh();
        expireAllBut(table.currentSnapshot().snapshotId());
        // Then it does not go on as if nothing were missing
        assertThatThrownBy(() -> tasks.start(1).drain(QUIET))
                .isInstanceOf(ConnectException.class)
                .hasMessageContainingAll("expired", "source.start.snapshot")
                .hasMessageNotContaining("body");
        tasks.close();
    }

    @Test
    void failsAtChangesOfRowsOrReportsThem() throws Exception {
        // Given
        append(0, 5);
        table.refresh();
        table.newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();
        append(5, 7);
        // When, then
        try (RunningTasks tasks = tasks().start(1)) {
            assertThatThrownBy(() -> tasks.drain(QUIET))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContainingAll("delete", "source.on.change=report");
        }
        config.put("source.on.change", "report");
        try (RunningTasks tasks = tasks().start(1)) {
            tasks.drain(QUIET);
            assertThat(numbers(tasks.delivered())).containsExactlyElementsOf(range(0, 7));
        }
    }

    @Test
    void refusesWhatCannotBeRead() {
        config.put("source.table", "ai.none");
        assertThat(faults()).containsOnlyKeys("source.table");
        config.remove("iceberg.catalog.type");
        assertThat(faults().get("source.table").get(0)).contains("iceberg.catalog.type");
        config.put("tasks.max", "2");
        assertThat(faults()).containsKey("source.lanes");
    }

    private Map<String, List<String>> faults() {
        Map<String, List<String>> faults = new java.util.HashMap<>();
        for (ConfigValue value :
                new IcebergLogsSourceConnector().validate(config).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                faults.put(value.name(), value.errorMessages());
            }
        }
        return faults;
    }

    private void append(int from, int before) throws IOException {
        List<ContractRow> rows = new ArrayList<>();
        for (int number : range(from, before)) {
            rows.add(new ContractRow(number, 0, "body " + number, "note"));
        }
        table.refresh();
        IcebergLogs.append(table, rows);
    }

    /** Puts the rows into one file, as another engine's compaction does. */
    private void compact(int from, int before) throws IOException {
        table.refresh();
        List<ContractRow> rows = new ArrayList<>();
        for (int number : range(from, before)) {
            rows.add(new ContractRow(number, 0, "body " + number, "note"));
        }
        DataFile whole = IcebergLogs.write(table, rows);
        RewriteFiles rewrite = table.newRewrite();
        try (CloseableIterable<FileScanTask> files = table.newScan().planFiles()) {
            for (FileScanTask file : files) {
                if (file.file().dataSequenceNumber() > (from == 0 ? 0 : 1)) {
                    rewrite.deleteFile(file.file());
                }
            }
        }
        rewrite.addFile(whole).commit();
    }

    private void expireAllBut(long snapshot) {
        Set<Long> gone = new java.util.HashSet<>();
        table.snapshots().forEach(each -> gone.add(each.snapshotId()));
        gone.remove(snapshot);
        var expire = table.expireSnapshots();
        gone.forEach(expire::expireSnapshotId);
        expire.commit();
        table.refresh();
    }

    private static List<Integer> range(int from, int before) {
        List<Integer> numbers = new ArrayList<>();
        for (int number = from; number < before; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    private static List<Integer> numbers(List<SourceRecord> records) {
        return records.stream()
                .map(record -> ((Long) ((Map<?, ?>) record.value()).get("number")).intValue())
                .toList();
    }

    private RunningTasks tasks() {
        return new RunningTasks(IcebergLogsSourceConnector::new, config);
    }
}

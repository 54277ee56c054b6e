/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.tags.GovHeaders;
import io.affidavit.lake.format.ParquetFiles;
import io.affidavit.source.contract.RunningTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The task on Parquet files of a directory. */
class ParquetObjectsIT {

    private static final Duration QUIET = Duration.ofSeconds(2);

    @TempDir
    private Path parent;

    private Path root;
    private Map<String, String> config;

    @BeforeEach
    void directory() throws IOException {
        root = Files.createDirectory(parent.resolve("logs"));
        config = LocalObjects.config(root);
        config.put("source.time.pattern", LogFiles.HOURS);
        config.put("source.page.rows", "7");
    }

    @Test
    void readsParquetFromAnyRowOnAndQuarantinesOneThatWasCutOff() throws Exception {
        // Given a file of several row groups, and one that was cut off, between others
        Path whole = parent.resolve("whole.parquet");
        ParquetFiles.write(
                whole,
                "required binary id (STRING); required int64 at (TIMESTAMP(MILLIS,true));",
                CompressionCodecName.SNAPPY,
                1 << 10,
                100,
                (row, number) -> row.append("id", "p-" + number).append("at", 1_767_323_045_123L + number));
        byte[] bytes = Files.readAllBytes(whole);
        LogFiles.put(root, "2026/01/02/03/a.parquet", bytes);
        LogFiles.put(root, "2026/01/02/03/b.parquet", Arrays.copyOf(bytes, bytes.length - 9));
        LogFiles.put(root, "2026/01/02/03/c.jsonl", LogFiles.lines("c", 3));
        try (RunningTasks tasks = tasks().start(1)) {
            assertThatThrownBy(() -> tasks.drain(QUIET))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContainingAll("2026/01/02/03/b.parquet", "source.on.bad.object=quarantine");
        }
        config.put("source.on.bad.object", "quarantine");
        List<SourceRecord> all;
        try (RunningTasks tasks = tasks().start(1)) {
            all = tasks.pollUntil(rows -> rows.size() == 104, QUIET);
        }
        assertThat(all.get(99).value()).isEqualTo(Map.of("id", "p-99", "at", "2026-01-02T03:04:05.222000Z"));
        for (int stop = 0; stop < all.size(); stop += 17) {
            // When reading resumes after the first `stop` rows
            try (RunningTasks resumed = tasks()) {
                all.subList(0, stop).forEach(resumed::commit);
                int rest = all.size() - stop;
                resumed.start(1).pollUntil(rows -> rows.size() >= rest, QUIET);
                // Then the others come, once, the same as before
                assertThat(resumed.keys()).hasSize(104).doesNotHaveDuplicates();
                assertThat(hashes(resumed.delivered())).isEqualTo(hashes(all));
            }
        }
    }

    private RunningTasks tasks() {
        return new RunningTasks(ObjectStoreLogsSourceConnector::new, config);
    }

    private static List<String> hashes(List<SourceRecord> rows) {
        return rows.stream()
                .map(row -> row.key() + " " + GovHeaders.text(row.headers(), GovHeaders.SOURCE_ROW_HASH))
                .sorted()
                .toList();
    }
}

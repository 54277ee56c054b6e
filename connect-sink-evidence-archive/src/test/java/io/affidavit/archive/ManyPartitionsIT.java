/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.tags.GovHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backfill whose records belong to 2,004 partitions in turn, in the smallest memory a task may have. */
@Tag("chaos")
class ManyPartitionsIT {

    private static final int DAYS = 334;
    private static final String[] CLASSES = {"operational", "standard", "regulated"};
    private static final int PARTITIONS = DAYS * CLASSES.length * 2;
    private static final long DAY = 86_400_000L;

    @TempDir
    Path directory;

    @Test
    void givesOneSortedFileForEachPartition() throws Exception {
        Path spill = directory.resolve("spill");
        Map<String, String> smallest = Map.of(
                "archive.memory.bytes", Integer.toString(32 << 20),
                "archive.spill.directory", spill.toString(),
                // of few columns: what a file costs is not the question here
                "archive.schema", "record");
        try (ArchiveHarness archive = ArchiveHarness.start(directory, smallest)) {
            // Given six rounds through all partitions
            int count = 6 * PARTITIONS;
            for (int offset = 0; offset < count; offset += 501) {
                List<SinkRecord> batch = new ArrayList<>();
                for (int i = offset; i < Math.min(offset + 501, count); i++) {
                    batch.add(record(i));
                }
                archive.put(batch);
            }
            // which are more than the memory takes
            assertThat(spill).isDirectory();

            // When they are committed
            archive.commit();

            // Then each partition has one file, sorted, and every row is there once
            List<DataFile> files = files(archive);
            assertThat(files).hasSize(PARTITIONS);
            assertThat(files).allSatisfy(file -> {
                assertThat(file.sortOrderId()).isPositive();
                assertThat(file.recordCount()).isEqualTo(6);
            });
            assertThat(archive.offsets())
                    .isEqualTo(LongStream.range(0, count).boxed().toList());
            try (Stream<Path> left = Files.list(spill)) {
                assertThat(left).isEmpty();
            }

            // And the evidence says so too
            ExactlyOnceIT.assertVerifies(archive.table());
        }
    }

    private static SinkRecord record(int offset) {
        int partition = offset % PARTITIONS;
        Map<String, Object> event = Map.of(
                "event_time", Events.TIME + offset % 1000 - partition % DAYS * DAY, "note", "content ".repeat(150));
        Headers headers =
                new ConnectHeaders().addString(GovHeaders.RETENTION_CLASS, CLASSES[partition / DAYS % CLASSES.length]);
        if (partition / DAYS >= CLASSES.length) {
            headers.addString(GovHeaders.LEGAL_HOLD, "true");
        }
        return Events.record(0, offset, event, headers);
    }

    private static List<DataFile> files(ArchiveHarness archive) throws Exception {
        List<DataFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = archive.table().newScan().planFiles()) {
            tasks.forEach(task -> files.add(task.file()));
        }
        return files;
    }
}

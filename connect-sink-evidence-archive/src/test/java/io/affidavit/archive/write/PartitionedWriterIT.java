/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.convert.Row;
import io.affidavit.archive.intent.Intents;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sorting, spilling and rolling, on a real table. */
class PartitionedWriterIT {

    private static final long BUDGET = 32 << 20;
    private static final long FILE_BYTES = 256 << 20;

    private static final Comparator<Record> ORDER = Comparator.<Record, String>comparing(
                    row -> (String) row.getField("tenant_id"), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(row -> (OffsetDateTime) row.getField("event_time"))
            .thenComparing(WriterTable::offset);

    @TempDir
    Path directory;

    private final AtomicLong spilled = new AtomicLong();
    private Path spillDirectory;
    private Workspace workspace;
    private WriterTable evidence;

    @BeforeEach
    void createTable() {
        spillDirectory = directory.resolve("spill");
        workspace = new Workspace(BUDGET, spillDirectory, 1 << 30, spilled::addAndGet);
        evidence = new WriterTable(directory, "events");
    }

    @AfterEach
    void closeTable() {
        evidence.close();
    }

    @Test
    void sortsAFileByTenantAndTimeAndSaysSo() {
        // Given rows of one day in any order, some without a tenant, some of the same time
        PartitionedWriter writer = writer();
        Random random = new Random(7);
        for (long offset = 0; offset < 5_000; offset++) {
            String tenant = offset % 11 == 0 ? null : "tenant-" + random.nextInt(20);
            write(writer, offset, tenant, random.nextInt(500), "x");
        }

        // When they are written
        List<WrittenFile> files = writer.complete();

        // Then the one file is sorted, ties in the order of arrival, and marked with the table's order
        assertThat(files).hasSize(1);
        assertThat(files.get(0).file().sortOrderId())
                .isEqualTo(evidence.table.sortOrder().orderId())
                .isPositive();
        List<Record> rows = evidence.read(files.get(0));
        assertThat(rows).hasSize(5_000).isSortedAccordingTo(ORDER);
        assertThat(spilled).hasValue(0);
    }

    @Test
    void keepsAFewFilesOpenWithoutTheDisk() {
        // Given more rows of two days than the buffer holds
        Workspace roomy = new Workspace(4 * BUDGET, spillDirectory, 1 << 30, spilled::addAndGet);
        PartitionedWriter writer =
                new PartitionedWriter(evidence.table, 0, 32, FILE_BYTES, roomy, intents(evidence.table));
        Random random = new Random(7);
        long count = 40_000;
        for (long offset = 0; offset < count; offset++) {
            write(writer, offset, "t-" + random.nextInt(5), offset % 2 * WriterTable.DAY, text(random));
        }
        assertThat(writer.openFiles()).isEqualTo(2);
        assertThat(writer.bytes()).isPositive();

        // When they are written, then each day has its file, of several sorted runs and thus not marked
        List<WrittenFile> files = writer.complete();
        assertThat(files)
                .hasSize(2)
                .allSatisfy(file -> assertThat(file.file().sortOrderId()).isIn(null, 0));
        assertThat(offsets(files)).containsExactlyElementsOf(upTo(count));
        assertThat(spilled).hasValue(0);
        assertThat(spillDirectory).doesNotExist();
    }

    @Test
    void sortsManyPartitionsOnTheDiskWithinItsBudget() throws Exception {
        // Given rows of 500 days, interleaved, four times what the buffer holds
        PartitionedWriter writer = writer();
        Random random = new Random(7);
        long count = 40_000;
        for (long offset = 0; offset < count; offset++) {
            write(writer, offset, "t-" + random.nextInt(5), offset % 500 * WriterTable.DAY, text(random));
            assertThat(workspace.memoryBytes()).isLessThanOrEqualTo(BUDGET);
        }
        assertThat(writer.openFiles()).isZero();
        assertThat(spilled).hasPositiveValue();
        assertThat(writer.bytes()).isPositive();

        // And nobody else can find them there, whatever becomes of the process
        assertThat(names(spillDirectory)).isEmpty();

        // When they are written
        List<WrittenFile> files = writer.complete();

        // Then each day has one file, sorted over all runs
        assertThat(files).hasSize(500);
        for (WrittenFile file : files) {
            assertThat(file.file().sortOrderId()).isPositive();
            assertThat(evidence.read(file)).hasSize(80).isSortedAccordingTo(ORDER);
        }
        assertThat(offsets(files)).containsExactlyElementsOf(upTo(count));
        assertThat(workspace.isFull()).isFalse();
        assertThat(workspace.bufferedRows()).isZero();
    }

    @Test
    void isDueWhenTheDiskIsFull() {
        Workspace small = new Workspace(BUDGET, spillDirectory, 10 << 20, spilled::addAndGet);
        PartitionedWriter writer =
                new PartitionedWriter(evidence.table, 0, 32, FILE_BYTES, small, intents(evidence.table));
        Random random = new Random(7);
        for (long offset = 0; !small.isFull(); offset++) {
            write(writer, offset, "t", offset % 500 * WriterTable.DAY, text(random));
        }
        assertThat(spilled).hasValueBetween(10 << 20, 30 << 20);

        writer.complete();
        assertThat(small.isFull()).isFalse();
    }

    @Test
    void rollsFilesAtTheirTargetSize() {
        PartitionedWriter writer =
                new PartitionedWriter(evidence.table, 0, 32, 1 << 20, workspace, intents(evidence.table));
        Random random = new Random(7);
        for (long offset = 0; offset < 10_000; offset++) {
            write(writer, offset, "t", 0, text(random));
        }

        List<WrittenFile> files = writer.complete();

        assertThat(files).hasSizeGreaterThan(3);
        assertThat(files.subList(0, files.size() - 1))
                .allSatisfy(file -> assertThat(file.file().fileSizeInBytes()).isBetween(500L << 10, 2L << 20));
        assertThat(offsets(files)).containsExactlyElementsOf(upTo(10_000));
    }

    @Test
    void sharesItsBudgetWithOtherTables() {
        // Given writers of 30 tables in one task
        List<WriterTable> tables = new ArrayList<>();
        List<PartitionedWriter> writers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            WriterTable table = new WriterTable(directory, "events_" + i);
            tables.add(table);
            writers.add(new PartitionedWriter(table.table, 0, 32, FILE_BYTES, workspace, intents(table.table)));
        }

        // When all are written to
        Random random = new Random(7);
        for (long offset = 0; offset < 30_000; offset++) {
            write(writers.get((int) (offset % 30)), offset, "t", 0, text(random));
            assertThat(workspace.memoryBytes()).isLessThanOrEqualTo(BUDGET);
        }

        // Then all rows are there
        long rows = 0;
        for (PartitionedWriter writer : writers) {
            rows += writer.complete().stream()
                    .mapToLong(file -> file.file().recordCount())
                    .sum();
        }
        assertThat(rows).isEqualTo(30_000);
        tables.forEach(WriterTable::close);
    }

    @Test
    void keepsRowsThatWaitWhileTheTableGrows() {
        // Given waiting rows
        PartitionedWriter writer = writer();
        write(writer, 0, "a", 5, "before");

        // When a column is added, and rows come that have it
        evidence.table.updateSchema().addColumn("extra", Types.LongType.get()).commit();
        writer.rollAll();
        Row wide = new Row(8);
        Row narrow = WriterTable.row(1, "a", 6, "after");
        for (int i = 0; i < 7; i++) {
            wide.set(i, narrow.value(i));
        }
        wide.set(7, 42L);
        writer.write(wide, WriterTable.partition(6));

        // Then both are in the file
        List<Record> rows = evidence.read(writer.complete().get(0));
        assertThat(rows).extracting(row -> row.getField("extra")).containsExactly(null, 42L);
        assertThat(rows).extracting(row -> row.getField("content")).containsExactly("before", "after");
    }

    @Test
    void leavesNothingBehindWhenAborted() throws Exception {
        PartitionedWriter writer = writer();
        Random random = new Random(7);
        for (long offset = 0; offset < 20_000; offset++) {
            write(writer, offset, "t", offset % 500 * WriterTable.DAY, text(random));
        }
        assertThat(spilled).hasPositiveValue();

        writer.abort();

        assertThat(workspace.isFull()).isFalse();
        assertThat(workspace.bufferedRows()).isZero();
        assertThat(names(spillDirectory)).isEmpty();
        assertThat(evidence.dataFiles()).isEmpty();
        assertThat(writer.complete()).isEmpty();
    }

    @Test
    void neverCommitsWhatADiskDidNotTake() throws Exception {
        // Given a spill directory that is none
        Files.createFile(spillDirectory);
        PartitionedWriter writer = writer();
        Random random = new Random(7);

        // When rows have to go there
        assertThatThrownBy(() -> {
                    for (long offset = 0; offset < 20_000; offset++) {
                        write(writer, offset, "t", offset % 500 * WriterTable.DAY, text(random));
                    }
                })
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Cannot spill rows to");

        // Then the batch is lost as a whole, and the next one may be written
        assertThatThrownBy(writer::complete).isInstanceOf(IllegalStateException.class);
        writer.abort();
        write(writer, 0, "t", 0, "x");
        assertThat(offsets(writer.complete())).containsExactly(0L);
    }

    @Test
    void takesRowsGreaterThanASlab() {
        PartitionedWriter writer = writer();
        String content = "5 MB ".repeat(1 << 20);
        for (long offset = 0; offset < 12; offset++) {
            write(writer, offset, "t", offset % 6 * WriterTable.DAY, content + offset);
            assertThat(workspace.memoryBytes()).isLessThanOrEqualTo(BUDGET + content.length());
        }
        List<WrittenFile> files = writer.complete();
        assertThat(offsets(files)).containsExactlyElementsOf(upTo(12));
        assertThat(evidence.read(files.get(0)).get(0).getField("content").toString())
                .startsWith(content);
    }

    private PartitionedWriter writer() {
        return new PartitionedWriter(evidence.table, 0, 32, FILE_BYTES, workspace, intents(evidence.table));
    }

    private static void write(PartitionedWriter writer, long offset, String tenant, long eventTime, String content) {
        writer.write(WriterTable.row(offset, tenant, eventTime, content), WriterTable.partition(eventTime));
    }

    /** About a kilobyte that does not compress well. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder(1024);
        while (text.length() < 1000) {
            text.append(Long.toString(random.nextLong(), 36));
        }
        return text.toString();
    }

    private List<Long> offsets(List<WrittenFile> files) {
        Map<Long, Integer> seen = new HashMap<>();
        files.forEach(file -> evidence.read(file).forEach(row -> seen.merge(WriterTable.offset(row), 1, Integer::sum)));
        assertThat(seen.values()).containsOnly(1);
        return seen.keySet().stream().sorted().toList();
    }

    private static List<Long> upTo(long end) {
        return LongStream.range(0, end).boxed().toList();
    }

    private static List<Path> names(Path directory) throws Exception {
        try (Stream<Path> names = Files.list(directory)) {
            return names.toList();
        }
    }

    private static Intents intents(Table table) {
        return new Intents(table, "test", 0, Clock.systemUTC());
    }
}

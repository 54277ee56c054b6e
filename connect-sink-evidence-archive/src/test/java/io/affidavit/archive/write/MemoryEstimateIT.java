/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.convert.Row;
import io.affidavit.archive.evidence.row.CanonicalRow;
import io.affidavit.archive.intent.Intents;
import io.affidavit.archive.table.ArchiveColumns;
import io.affidavit.archive.table.ArchiveTables;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.metrics.Meter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The estimates a task budgets with, held against the heap. */
class MemoryEstimateIT {

    private static final int COLUMNS = 140;
    private static final int FILES = 20;
    private static final long SLACK = 4 << 20;
    private static final long STEADY = 256 << 10;

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0} rows a file")
    @CsvSource({"1", "400", "4000"})
    void openFilesTakeNoMoreHeapThanEstimated(int rows) {
        Catalog catalog = Catalogs.open(Map.of(Catalogs.EMBEDDED_DIRECTORY, directory.toString()));
        try {
            // Given files of a wide table
            Table table = table(catalog);
            OpenFiles files = new OpenFiles(table, new BatchFiles(table, 0, intents(table)), 1 << 30);
            OneRow row = new OneRow(files, new CanonicalRow(table.schema()));
            long before = usedHeap();

            // When rows are written to all of them
            Random random = new Random(7);
            for (int i = 0; i < rows; i++) {
                for (int day = 0; day < FILES; day++) {
                    row.write(day * WriterTable.DAY, random);
                }
            }

            // Then the heap grew by what was estimated, or less, but not by far less
            long grown = usedHeap() - before;
            System.err.printf("%d rows a file: heap %,d, estimate %,d%n", rows, grown, files.memoryBytes());
            assertThat(grown).isLessThan(files.memoryBytes() + SLACK);
            assertThat(grown).isGreaterThan(files.memoryBytes() / 5);
            files.abort();
        } finally {
            Catalogs.close(catalog);
        }
    }

    @Test
    void waitingRowsTakeNoMoreHeapThanEstimated() {
        Catalog catalog = Catalogs.open(Map.of(Catalogs.EMBEDDED_DIRECTORY, directory.toString()));
        try {
            // Given a writer
            Workspace workspace = new Workspace(512 << 20, directory, 1 << 30, Meter.NONE);
            Table table = table(catalog);
            PartitionedWriter writer = new PartitionedWriter(table, 0, 32, 1 << 30, workspace, intents(table));
            Random random = new Random(7);
            long before = usedHeap();

            // When rows wait in it
            for (int i = 0; i < 40_000; i++) {
                long eventTime = i % FILES * WriterTable.DAY;
                writer.write(OneRow.row(eventTime, random), WriterTable.partition(eventTime));
            }

            // Then the heap grew by what was estimated
            long grown = usedHeap() - before;
            assertThat(workspace.bufferedRows()).isPositive();
            assertThat(grown).isBetween(writer.memoryBytes() / 2, writer.memoryBytes() + SLACK);
            writer.abort();
        } finally {
            Catalogs.close(catalog);
        }
    }

    private static Table table(Catalog catalog) {
        return new ArchiveTables(catalog)
                .findOrCreate(
                        TableIdentifier.of("evidence", "wide"),
                        ArchiveColumns.around(IntStream.range(0, COLUMNS)
                                .mapToObj(i -> Types.NestedField.optional(i + 1, "c" + i, Types.StringType.get()))
                                .toList()));
    }

    /** Heap in use, once what cleaners and finalizers hold back of earlier tests is gone too. */
    private static long usedHeap() {
        long used = Long.MAX_VALUE;
        for (int steady = 0; steady < 3; ) {
            System.gc();
            pause();
            long now = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            steady = Math.abs(used - now) < STEADY ? steady + 1 : 0;
            used = now;
        }
        return used;
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Rows as a file takes them: a fifth of the columns set, some to few values and some to ever new ones. */
    private static final class OneRow implements RowCursor {

        private final OpenFiles files;
        private final CanonicalRow encoder;
        private byte[] bytes = {};

        OneRow(OpenFiles files, CanonicalRow encoder) {
            this.files = files;
            this.encoder = encoder;
        }

        void write(long eventTime, Random random) {
            bytes = new byte[encoder.encodeFields(row(eventTime, random))];
            encoder.copyFields(bytes, 0);
            files.write(WriterTable.partition(eventTime), 1, this);
        }

        static Row row(long eventTime, Random random) {
            Row kafka = new Row(5);
            kafka.set(0, "governed");
            kafka.set(1, 0);
            kafka.set(2, random.nextLong());
            Row row = new Row(5 + COLUMNS);
            row.set(0, "standard");
            row.set(1, "std");
            row.set(3, kafka);
            row.set(4, eventTime);
            for (int i = 0; i < COLUMNS; i += 5) {
                row.set(
                        5 + i,
                        i % 2 == 0
                                ? "value-" + random.nextInt(20)
                                : Long.toString(random.nextLong(), 36).repeat(4));
            }
            return row;
        }

        @Override
        public boolean next() {
            return true;
        }

        @Override
        public int cluster() {
            return 0;
        }

        @Override
        public long micros() {
            return 0;
        }

        @Override
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public int length() {
            return bytes.length;
        }
    }

    private static Intents intents(Table table) {
        return new Intents(table, "test", 0, Clock.systemUTC());
    }
}

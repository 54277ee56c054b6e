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
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The task on tables whose files are Parquet or Avro, with rows deleted before and after the snapshot it starts with. */
@Tag("chaos")
class IcebergFilesIT {

    private static final Duration QUIET = Duration.ofSeconds(2);

    /** How an engine deletes a row. */
    enum Deletion {
        BY_POSITION,
        BY_EQUALITY,
        BY_VECTOR;

        DeleteFile of(Table table, DataFile file, int number, long position) throws IOException {
            return switch (this) {
                case BY_POSITION -> IcebergFiles.byPosition(table, file, position);
                case BY_EQUALITY -> IcebergFiles.byNumber(table, number);
                case BY_VECTOR -> IcebergFiles.byVector(table, file, position);
            };
        }
    }

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

    @ParameterizedTest
    @CsvSource({
        "PARQUET,BY_POSITION",
        "PARQUET,BY_EQUALITY",
        "PARQUET,BY_VECTOR",
        "AVRO,BY_POSITION",
        "AVRO,BY_EQUALITY",
        "AVRO,BY_VECTOR"
    })
    void readsOfTheStartSnapshotWhatItHasNotDeleted(FileFormat format, Deletion deletion) throws Exception {
        // Given a table that lost two rows, and got one of them back, before the snapshot to start with
        if (deletion == Deletion.BY_VECTOR) {
            table.updateProperties().set("format-version", "3").commit();
        }
        DataFile first = append(format, 0, 10);
        DataFile second = append(format, 10, 30);
        delete(deletion.of(table, first, 3, 3));
        delete(deletion.of(table, second, 15, 5));
        append(format, 3, 4);
        DataFile third = append(format, 30, 32);
        table.refresh();
        long start = table.currentSnapshot().snapshotId();
        // And a row that is deleted, and others that are appended, after it
        delete(deletion.of(table, third, 31, 1));
        append(format, 32, 33);
        config.put("source.start.snapshot", Long.toString(start));
        // When, then: what a later snapshot deletes is not passed over in silence
        try (RunningTasks tasks = tasks().start(1)) {
            assertThatThrownBy(() -> tasks.drain(QUIET))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContainingAll("delete", "source.on.change=report");
        }
        // And once it may be, every row that the start snapshot had comes once, and those appended later
        config.put("source.on.change", "report");
        List<SourceRecord> all;
        try (RunningTasks tasks = tasks().start(1)) {
            all = tasks.pollUntil(rows -> rows.size() == 32, QUIET);
            tasks.drain(Duration.ofMillis(300));
            assertThat(numbers(tasks.delivered()))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 33).filter(n -> n != 15).boxed().toList());
        }
        // And wherever it is restarted
        for (int stop = 1; stop < all.size(); stop += 8) {
            try (RunningTasks resumed = tasks()) {
                all.subList(0, stop).forEach(resumed::commit);
                int rest = all.size() - stop;
                resumed.start(1).pollUntil(rows -> rows.size() >= rest, QUIET);
                assertThat(resumed.keys()).hasSize(32).doesNotHaveDuplicates();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FileFormat.class,
            names = {"PARQUET", "AVRO"})
    void readsEveryTypeAlike(FileFormat format) throws Exception {
        // Given a table with a column of every type, a row with values and one without
        Schema schema = new Schema(
                Types.NestedField.required(1, "number", Types.IntegerType.get()),
                Types.NestedField.optional(2, "flag", Types.BooleanType.get()),
                Types.NestedField.optional(3, "big", Types.LongType.get()),
                Types.NestedField.optional(4, "real", Types.FloatType.get()),
                Types.NestedField.optional(5, "precise", Types.DoubleType.get()),
                Types.NestedField.optional(6, "money", Types.DecimalType.of(20, 4)),
                Types.NestedField.optional(7, "day", Types.DateType.get()),
                Types.NestedField.optional(8, "clock", Types.TimeType.get()),
                Types.NestedField.optional(9, "local", Types.TimestampType.withoutZone()),
                Types.NestedField.optional(10, "at", Types.TimestampType.withZone()),
                Types.NestedField.optional(11, "id", Types.UUIDType.get()),
                Types.NestedField.optional(12, "two", Types.FixedType.ofLength(2)),
                Types.NestedField.optional(13, "bytes", Types.BinaryType.get()),
                Types.NestedField.optional(14, "list", Types.ListType.ofOptional(20, Types.StringType.get())),
                Types.NestedField.optional(
                        15, "map", Types.MapType.ofOptional(21, 22, Types.StringType.get(), Types.LongType.get())),
                Types.NestedField.optional(
                        16, "inner", Types.StructType.of(Types.NestedField.optional(23, "a", Types.StringType.get()))));
        table = logs.catalog().createTable(TableIdentifier.of("ai", "types"), schema);
        config.put("source.table", "ai.types");
        Record inner = GenericRecord.create(schema.findType("inner").asStructType());
        inner.setField("a", "ü");
        LocalDateTime time = LocalDateTime.of(2026, 1, 2, 3, 4, 5, 123_456_000);
        Record full = GenericRecord.create(schema);
        full.setField("number", 1);
        full.setField("flag", true);
        full.setField("big", Long.MIN_VALUE);
        full.setField("real", 0.1f);
        full.setField("precise", Double.NEGATIVE_INFINITY);
        full.setField("money", new BigDecimal("-1234567890123456.7890"));
        full.setField("day", LocalDate.of(1969, 12, 31));
        full.setField("clock", LocalTime.of(1, 2, 3, 4_000));
        full.setField("local", time);
        full.setField("at", time.atOffset(ZoneOffset.UTC));
        full.setField("id", new UUID(1, 2));
        full.setField("two", new byte[] {0, -1});
        full.setField("bytes", ByteBuffer.wrap(new byte[] {0, -1}));
        full.setField("list", Arrays.asList("a", null));
        full.setField("map", nullable());
        full.setField("inner", inner);
        Record empty = GenericRecord.create(schema);
        empty.setField("number", 2);
        table.newAppend()
                .appendFile(IcebergFiles.data(table, format, List.of(full, empty)))
                .commit();
        try (RunningTasks tasks = tasks().start(1)) {
            // When
            List<SourceRecord> rows = tasks.pollUntil(found -> found.size() == 2, QUIET);
            // Then
            Map<String, Object> plain = new HashMap<>();
            plain.put("number", 1L);
            plain.put("flag", true);
            plain.put("big", Long.MIN_VALUE);
            plain.put("real", 0.1);
            plain.put("precise", "-Infinity");
            plain.put("money", "-1234567890123456.7890");
            plain.put("day", "1969-12-31");
            plain.put("clock", "01:02:03.000004");
            plain.put("local", "2026-01-02T03:04:05.123456");
            plain.put("at", "2026-01-02T03:04:05.123456Z");
            plain.put("id", "00000000-0000-0001-0000-000000000002");
            plain.put("two", "AP8=");
            plain.put("bytes", "AP8=");
            plain.put("list", Arrays.asList("a", null));
            plain.put("map", nullable());
            plain.put("inner", Map.of("a", "ü"));
            assertThat(rows.get(0).value()).isEqualTo(plain);
            assertThat(rows.get(1).value()).isEqualTo(Map.of("number", 2L));
        }
    }

    private static Map<String, Object> nullable() {
        Map<String, Object> map = new HashMap<>();
        map.put("a", 1L);
        map.put("b", null);
        return map;
    }

    private DataFile append(FileFormat format, int from, int before) throws IOException {
        List<Record> rows = new ArrayList<>();
        for (int number = from; number < before; number++) {
            rows.add(IcebergLogs.record(new ContractRow(number, 0, "body " + number, "note")));
        }
        table.refresh();
        DataFile file = IcebergFiles.data(table, format, rows);
        table.newAppend().appendFile(file).commit();
        return file;
    }

    private void delete(DeleteFile file) {
        table.refresh();
        table.newRowDelta().addDeletes(file).commit();
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

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static io.affidavit.archive.Events.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.affidavit.archive.table.ArchiveColumns;
import io.affidavit.archive.table.ArchiveTables;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that grow, by this task, by another one, by a foreign writer. */
class SchemaGrowthIT {

    private static final Map<String, String> BY_RECORD = Map.of("archive.schema", "record");

    @TempDir
    Path directory;

    @Test
    void isGrownByTwoTasksAtOnce() throws Exception {
        try (ArchiveHarness first = ArchiveHarness.start(directory, BY_RECORD);
                ArchiveHarness second = ArchiveHarness.start(directory, BY_RECORD)) {
            second.open(1);
            int rounds = 12;
            CyclicBarrier together = new CyclicBarrier(2);
            ExecutorService tasks = Executors.newFixedThreadPool(2);
            // When both bring new, shared, nested and wider fields in the same moment, again and again
            Future<?> one = tasks.submit(() -> grow(first, 0, rounds, together));
            Future<?> two = tasks.submit(() -> grow(second, 1, rounds, together));
            one.get();
            two.get();
            tasks.shutdown();
            first.commit();
            second.commit();

            // Then every value of either is in the table, and nothing was refused
            assertThat(first.quarantine().currentSnapshot()).isNull();
            Map<String, Record> rows = byPosition(first.table());
            assertThat(rows).hasSize(2 * rounds);
            for (int task = 0; task < 2; task++) {
                for (int round = 0; round < rounds; round++) {
                    Record row = rows.get(task + "@" + round);
                    assertThat(row.getField("own_" + task + "_" + round)).isEqualTo((long) round);
                    assertThat(row.getField("shared_" + round)).isEqualTo("task " + task);
                    Record group = (Record) row.getField("group");
                    assertThat(group.getField("shared_" + round)).isEqualTo(task == 0);
                    Record item = (Record) ((List<?>) row.getField("items")).get(0);
                    assertThat(item.getField("own_" + task + "_" + round)).isEqualTo("i");
                }
            }
            ExactlyOnceIT.assertVerifies(first.table());
        }
    }

    private static Void grow(ArchiveHarness archive, int task, int rounds, CyclicBarrier together) throws Exception {
        for (int round = 0; round < rounds; round++) {
            Map<String, Object> value = Map.of(
                    "own_" + task + "_" + round,
                    (long) round,
                    "shared_" + round,
                    "task " + task,
                    "group",
                    Map.of("shared_" + round, task == 0),
                    "items",
                    List.of(Map.of("own_" + task + "_" + round, "i")));
            together.await();
            archive.put(record(task, round, value));
            if (round % 3 == task) {
                archive.commit();
            }
        }
        return null;
    }

    @Test
    void followsColumnsAForeignWriterAddedAndMoved() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, BY_RECORD)) {
            // Given a table that another engine gives columns before ours while a task is writing
            archive.put(record(0, 0, Map.of("name", "a", "who", Map.of("id", 1L))));
            archive.commit();
            Table foreign = archive.table();
            foreign.updateSchema()
                    .addColumn("foreign", Types.LongType.get())
                    .moveFirst("foreign")
                    .addColumn("who", "team", Types.StringType.get())
                    .moveFirst("who.team")
                    .commit();

            // When the task goes on, before and after the commit that shows it the change
            archive.put(record(0, 1, Map.of("name", "b", "who", Map.of("id", 2L))));
            archive.commit();
            archive.put(record(0, 2, Map.of("name", "c", "who", Map.of("id", 3L, "team", "red"))));
            archive.commit();

            // Then every value is in its own column
            Map<String, Record> rows = byPosition(archive.table());
            assertThat(rows.values())
                    .extracting(row -> row.getField("name"), row -> row.getField("foreign"))
                    .containsExactly(tuple("a", null), tuple("b", null), tuple("c", null));
            assertThat(rows.values())
                    .extracting(row -> ((Record) row.getField("who")).getField("id"))
                    .containsExactly(1L, 2L, 3L);
            assertThat(((Record) rows.get("0@2").getField("who")).getField("team"))
                    .isEqualTo("red");
            ExactlyOnceIT.assertVerifies(archive.table());
        }
    }

    @Test
    void widensAndRelaxesInsideListsAndMaps() {
        // Given a table whose nested columns are narrow and required
        Types.StructType item = Types.StructType.of(
                NestedField.required(11, "count", Types.IntegerType.get()),
                NestedField.optional(12, "price", Types.DecimalType.of(4, 2)));
        create(
                NestedField.optional(1, "items", Types.ListType.ofRequired(10, item)),
                NestedField.optional(
                        2, "scores", Types.MapType.ofRequired(20, 21, Types.StringType.get(), Types.FloatType.get())),
                NestedField.required(3, "total", Types.DecimalType.of(4, 2)));
        try (ArchiveHarness archive = ArchiveHarness.start(directory, BY_RECORD)) {
            // When records bring more than they hold, and less than they require
            archive.put(
                    record(0, 0, Map.of("items", List.of(Map.of("count", 1, "price", "1.5")), "total", "1.5")),
                    record(0, 1, Map.of("items", List.of(Map.of("count", 1L << 40, "price", "12345678.9")))),
                    record(0, 2, Map.of("items", Collections.singletonList(null), "total", "123456789012.25")),
                    record(0, 3, Map.of("scores", new HashMap<>(Map.of("a", 0.1)))),
                    record(0, 4, Map.of("items", List.of(Map.of("price", "2")), "scores", nullScore())));
            archive.commit();

            // Then the table holds all of it
            assertThat(archive.quarantine().currentSnapshot()).isNull();
            Schema grown = archive.table().schema();
            assertThat(grown.findType("items.element.count")).isEqualTo(Types.LongType.get());
            assertThat(grown.findType("items.element.price")).isEqualTo(Types.DecimalType.of(18, 2));
            assertThat(grown.findType("total")).isEqualTo(Types.DecimalType.of(18, 2));
            assertThat(grown.findType("scores.value")).isEqualTo(Types.DoubleType.get());
            assertThat(List.of("items.element", "items.element.count", "scores.value", "total"))
                    .allMatch(path -> grown.findField(path).isOptional());
            Map<String, Record> rows = byPosition(archive.table());
            assertThat(rows.get("0@0").getField("total")).isEqualTo(new BigDecimal("1.50"));
            assertThat(rows.get("0@2").getField("total")).isEqualTo(new BigDecimal("123456789012.25"));
            assertThat(rows.get("0@2").getField("items")).isEqualTo(Collections.singletonList(null));
            assertThat(rows.get("0@3").getField("scores")).isEqualTo(Map.of("a", 0.1));
            Record item1 = (Record) ((List<?>) rows.get("0@1").getField("items")).get(0);
            assertThat(item1.getField("count")).isEqualTo(1L << 40);
            assertThat(item1.getField("price")).isEqualTo(new BigDecimal("12345678.90"));
            ExactlyOnceIT.assertVerifies(archive.table());
        }
    }

    @Test
    void quarantinesWhatTheTableCannotBecome() {
        // Given a table that another engine gave a row identifier
        Table table = create(
                NestedField.required(1, "id", Types.StringType.get()),
                NestedField.optional(2, "Name", Types.StringType.get()));
        table.updateSchema().setIdentifierFields("id").commit();
        try (ArchiveHarness archive = ArchiveHarness.start(directory, BY_RECORD)) {
            // When records lack it, or bring names that would make the table unreadable
            archive.put(
                    record(0, 0, Map.of("id", "a")),
                    record(0, 1, Map.of("Name", "no id")),
                    record(0, 2, Map.of("id", "b", "name", "x")),
                    record(0, 3, Map.of("id", "c", "_file", "x")),
                    record(0, 4, Map.of("id", "d", "g", Map.of("n", 1L))),
                    record(0, 5, Map.of("id", "e", "g.n", 1L)),
                    record(0, 6, Map.of("id", "f", "a.b", Map.of("c", 1L))),
                    record(0, 7, Map.of("id", "g", "a.b", Map.of("d", 2L))));
            archive.commit();

            // Then they are in the quarantine and the others in the table
            assertThat(archive.offsets()).containsExactly(0L, 4L, 6L, 7L);
            assertThat(ArchiveHarness.rows(archive.quarantine()))
                    .extracting(row -> row.getField("rule") + "@" + row.getField("path"))
                    .containsExactlyInAnyOrder(
                            "archive.convert.growth_refused@id",
                            "archive.convert.ambiguous_field@name",
                            "archive.convert.reserved_field@_file",
                            "archive.convert.ambiguous_field@g.n");
            ExactlyOnceIT.assertVerifies(archive.table());
        }
    }

    @Test
    void writesEveryTypeAndReadsItBack() {
        // Given a table with a column of every type
        UUID id = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
        create(
                NestedField.optional(1, "flag", Types.BooleanType.get()),
                NestedField.optional(2, "int", Types.IntegerType.get()),
                NestedField.optional(3, "float", Types.FloatType.get()),
                NestedField.optional(4, "double", Types.DoubleType.get()),
                NestedField.optional(5, "decimal", Types.DecimalType.of(20, 4)),
                NestedField.optional(6, "date", Types.DateType.get()),
                NestedField.optional(7, "time", Types.TimeType.get()),
                NestedField.optional(8, "local", Types.TimestampType.withoutZone()),
                NestedField.optional(9, "binary", Types.BinaryType.get()),
                NestedField.optional(10, "fixed", Types.FixedType.ofLength(2)),
                NestedField.optional(11, "uuid", Types.UUIDType.get()),
                NestedField.optional(
                        12, "by_int", Types.MapType.ofOptional(20, 21, Types.IntegerType.get(), Types.DateType.get())));
        try (ArchiveHarness archive = ArchiveHarness.start(directory, BY_RECORD)) {
            // When a record fills them from text and numbers
            Map<String, Object> value = new TreeMap<>();
            value.put("flag", "true");
            value.put("int", 7L);
            value.put("float", 0.5);
            value.put("double", "NaN");
            value.put("decimal", "1234567890123456.5");
            value.put("date", "2026-11-22");
            value.put("time", "06:00:00.000001");
            value.put("local", "2026-11-22T06:00:00");
            value.put("binary", "AQI=");
            value.put("fixed", new byte[] {3, 4});
            value.put("uuid", id.toString());
            value.put("by_int", Map.of("7", 0));
            archive.put(record(0, 0, value));
            archive.commit();

            // Then another reader finds the same values
            Record row = archive.rows().get(0);
            assertThat(row.getField("flag")).isEqualTo(true);
            assertThat(row.getField("int")).isEqualTo(7);
            assertThat(row.getField("float")).isEqualTo(0.5f);
            assertThat(row.getField("double")).isEqualTo(Double.NaN);
            assertThat(row.getField("decimal")).isEqualTo(new BigDecimal("1234567890123456.5000"));
            assertThat(row.getField("date")).isEqualTo(LocalDate.parse("2026-11-22"));
            assertThat(row.getField("time")).isEqualTo(LocalTime.parse("06:00:00.000001"));
            assertThat(row.getField("local")).isEqualTo(LocalDateTime.parse("2026-11-22T06:00:00"));
            assertThat(row.getField("binary")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
            assertThat(row.getField("fixed")).isEqualTo(new byte[] {3, 4});
            assertThat(row.getField("uuid")).isEqualTo(id);
            assertThat(row.getField("by_int")).isEqualTo(Map.of(7, LocalDate.EPOCH));
            ExactlyOnceIT.assertVerifies(archive.table());
        }
    }

    /** The events table as an operator would create it, with these columns besides the archive's. */
    private Table create(NestedField... columns) {
        Catalog catalog = io.affidavit.catalog.Catalogs.open(ArchiveHarness.config(directory, BY_RECORD));
        return new ArchiveTables(catalog)
                .findOrCreate(TableIdentifier.of("evidence", "events"), ArchiveColumns.around(List.of(columns)));
    }

    private static Map<String, Float> nullScore() {
        return Collections.singletonMap("b", null);
    }

    private static Map<String, Record> byPosition(Table table) {
        Map<String, Record> rows = new TreeMap<>();
        List<Record> all = new ArrayList<>(ArchiveHarness.rows(table));
        for (Record row : all) {
            Record kafka = (Record) row.getField("_kafka");
            rows.put(kafka.getField("partition") + "@" + kafka.getField("offset"), row);
        }
        assertThat(rows).hasSameSizeAs(all);
        return rows;
    }
}

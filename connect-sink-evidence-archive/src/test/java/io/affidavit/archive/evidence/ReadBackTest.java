/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.iceberg.Files;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.data.parquet.InternalReader;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows have the same root when written and when read back, whoever reads and whatever became of the schema since. */
class ReadBackTest {

    private static final Types.StructType TOOL = Types.StructType.of(
            optional(31, "name", Types.StringType.get()),
            optional(32, "arguments", Types.MapType.ofOptional(33, 34, Types.StringType.get(), Types.StringType.get())),
            optional(35, "scores", Types.ListType.ofOptional(36, Types.DoubleType.get())));

    private static final Types.StructType SMALL_TOOL = Types.StructType.of(
            optional(41, "name", Types.StringType.get()), optional(42, "count", Types.IntegerType.get()));

    private static final Schema SCHEMA = new Schema(
            required(1, "id", Types.LongType.get()),
            optional(2, "tokens", Types.IntegerType.get()),
            optional(3, "cost", Types.FloatType.get()),
            optional(4, "score", Types.DoubleType.get()),
            optional(5, "flag", Types.BooleanType.get()),
            optional(6, "text", Types.StringType.get()),
            optional(7, "day", Types.DateType.get()),
            optional(8, "clock", Types.TimeType.get()),
            optional(9, "local", Types.TimestampType.withoutZone()),
            optional(10, "at", Types.TimestampType.withZone()),
            optional(11, "price", Types.DecimalType.of(9, 2)),
            optional(12, "big", Types.DecimalType.of(38, 10)),
            optional(13, "uuid", Types.UUIDType.get()),
            optional(14, "hash", Types.FixedType.ofLength(4)),
            optional(15, "raw", Types.BinaryType.get()),
            optional(20, "tags", Types.ListType.ofOptional(21, Types.StringType.get())),
            optional(
                    22, "attributes", Types.MapType.ofOptional(23, 24, Types.StringType.get(), Types.StringType.get())),
            optional(25, "calls", Types.ListType.ofOptional(26, TOOL)),
            optional(27, "tool", SMALL_TOOL));

    private final RandomGenerator random =
            RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(20261122);

    @TempDir
    private Path directory;

    private OutputFile file;
    private List<StructLike> rows;

    @BeforeEach
    void makeRows() {
        file = Files.localOutput(directory.resolve("rows.parquet").toFile());
        rows = new ArrayList<>();
        for (long i = 0; i < 2_000; i++) {
            rows.add(row(i));
        }
    }

    private StructLike row(long id) {
        GenericRecord row = GenericRecord.create(SCHEMA);
        row.setField("id", id);
        set(row, "tokens", random.nextInt());
        set(row, "cost", random.nextFloat());
        set(row, "score", id % 50 == 0 ? Double.NaN : random.nextDouble());
        set(row, "flag", random.nextBoolean());
        set(row, "text", text());
        set(row, "day", random.nextInt(40_000));
        set(row, "clock", random.nextLong(86_400_000_000L));
        set(row, "local", random.nextLong(-1_000_000_000_000L, 2_000_000_000_000_000L));
        set(row, "at", random.nextLong(-1_000_000_000_000L, 2_000_000_000_000_000L));
        set(row, "price", BigDecimal.valueOf(random.nextInt(-1_000_000, 1_000_000), 2));
        set(row, "big", BigDecimal.valueOf(random.nextLong(), 10));
        set(row, "uuid", new UUID(random.nextLong(), random.nextLong()));
        set(row, "hash", ByteBuffer.wrap(bytes(4)));
        set(row, "raw", ByteBuffer.wrap(bytes(random.nextInt(20))));
        set(row, "tags", id % 5 == 0 ? List.of() : Arrays.asList(text(), null, text()));
        set(row, "attributes", attributes());
        set(row, "calls", id % 3 == 0 ? Arrays.asList(tool(), null) : List.of(tool(), tool()));
        set(row, "tool", smallTool());
        return row;
    }

    private void set(GenericRecord row, String column, Object value) {
        row.setField(column, random.nextInt(4) == 0 ? null : value);
    }

    private GenericRecord tool() {
        GenericRecord tool = GenericRecord.create(TOOL);
        set(tool, "name", text());
        set(tool, "arguments", attributes());
        set(tool, "scores", Arrays.asList(random.nextDouble(), null));
        return tool;
    }

    private GenericRecord smallTool() {
        GenericRecord tool = GenericRecord.create(SMALL_TOOL);
        set(tool, "name", text());
        set(tool, "count", random.nextInt());
        return tool;
    }

    private Map<String, String> attributes() {
        Map<String, String> map = new LinkedHashMap<>();
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            map.put(text(), random.nextBoolean() ? text() : null);
        }
        return map;
    }

    private String text() {
        return random.ints(random.nextInt(12), 0x20, 0x2FFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .append(random.nextInt(8) == 0 ? "😀" : "")
                .toString();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private String writeInternal() throws IOException {
        FileEvidence evidence = new FileEvidence(SCHEMA);
        DataWriter<StructLike> writer = Parquet.writeData(file)
                .schema(SCHEMA)
                .withSpec(PartitionSpec.unpartitioned())
                .createWriterFunc(InternalWriter::createWriter)
                .build();
        try (writer) {
            for (StructLike row : rows) {
                evidence.leaf(row);
                writer.write(row);
            }
        }
        return evidence.root();
    }

    private static String readInternal(InputFile file, Schema schema) {
        return root(
                schema,
                Parquet.read(file)
                        .project(schema)
                        .reuseContainers()
                        .createReaderFunc(type -> InternalReader.create(schema, type))
                        .build());
    }

    private static String readGeneric(InputFile file, Schema schema) {
        return root(
                schema,
                Parquet.read(file)
                        .project(schema)
                        .createReaderFunc(type -> GenericParquetReaders.buildReader(schema, type))
                        .build());
    }

    private static String root(Schema schema, CloseableIterable<StructLike> reader) {
        FileEvidence evidence = new FileEvidence(schema);
        try (reader) {
            reader.forEach(evidence::leaf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(evidence.count()).isEqualTo(2_000);
        return evidence.root();
    }

    @Test
    void readsTheRootThatWasWritten() throws IOException {
        String written = writeInternal();

        assertThat(readInternal(file.toInputFile(), SCHEMA)).isEqualTo(written);
        assertThat(readGeneric(file.toInputFile(), SCHEMA)).isEqualTo(written);
    }

    @Test
    void givesGenericAndInternalRowsOneRoot() throws IOException {
        // Given
        String written = writeInternal();
        OutputFile copy = Files.localOutput(directory.resolve("copy.parquet").toFile());

        // When
        CloseableIterable<StructLike> generic = Parquet.read(file.toInputFile())
                .project(SCHEMA)
                .createReaderFunc(type -> GenericParquetReaders.buildReader(SCHEMA, type))
                .build();
        FileAppender<StructLike> appender = Parquet.write(copy)
                .schema(SCHEMA)
                .createWriterFunc(type -> GenericParquetWriter.create(SCHEMA, type))
                .build();
        try (generic;
                appender) {
            appender.addAll(generic);
        }

        // Then
        assertThat(readInternal(copy.toInputFile(), SCHEMA)).isEqualTo(written);
    }

    @Test
    void keepsTheRootWhenColumnsAreAddedWidenedAndRenamed() throws IOException {
        // Given
        String written = writeInternal();
        List<Types.NestedField> columns = new ArrayList<>(SCHEMA.columns());
        columns.set(1, optional(2, "token_count", Types.LongType.get()));
        columns.set(2, optional(3, "cost", Types.DoubleType.get()));
        columns.set(10, optional(11, "price", Types.DecimalType.of(18, 2)));
        columns.add(0, optional(90, "added", Types.StringType.get()));

        // When
        Schema evolved = new Schema(columns);

        // Then
        assertThat(readInternal(file.toInputFile(), evolved)).isEqualTo(written);
        assertThat(readGeneric(file.toInputFile(), evolved)).isEqualTo(written);
    }

    @Test
    void noticesOneRowInAnotherPlace() throws IOException {
        String written = writeInternal();
        FileEvidence swapped = new FileEvidence(SCHEMA);

        Collections.swap(rows, 5, 6);
        rows.forEach(swapped::leaf);

        assertThat(swapped.root()).isNotEqualTo(written);
    }
}

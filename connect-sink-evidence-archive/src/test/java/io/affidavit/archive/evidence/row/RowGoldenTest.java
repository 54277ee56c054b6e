/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.row;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.evidence.Golden;
import io.affidavit.archive.evidence.hash.MerkleTree;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

/** Pins one row of every type, byte by byte; the golden file was made by a program that shares no code with ours. */
class RowGoldenTest {

    private static final Types.StructType STRUCT = Types.StructType.of(
            optional(32, "absent", Types.LongType.get()), optional(31, "present", Types.StringType.get()));

    private static final Schema SCHEMA = new Schema(
            optional(20, "absent", Types.StringType.get()),
            optional(1, "boolean", Types.BooleanType.get()),
            optional(2, "int", Types.IntegerType.get()),
            optional(3, "long", Types.LongType.get()),
            optional(4, "float", Types.FloatType.get()),
            optional(5, "double", Types.DoubleType.get()),
            optional(6, "decimal", Types.DecimalType.of(9, 2)),
            optional(7, "date", Types.DateType.get()),
            optional(8, "time", Types.TimeType.get()),
            optional(9, "timestamp", Types.TimestampType.withoutZone()),
            optional(10, "timestamp_utc", Types.TimestampType.withZone()),
            optional(11, "nanos", Types.TimestampNanoType.withoutZone()),
            optional(12, "nanos_utc", Types.TimestampNanoType.withZone()),
            optional(13, "string", Types.StringType.get()),
            optional(14, "binary", Types.BinaryType.get()),
            optional(15, "fixed", Types.FixedType.ofLength(4)),
            optional(16, "uuid", Types.UUIDType.get()),
            optional(17, "struct", STRUCT),
            optional(18, "list", Types.ListType.ofOptional(33, Types.StringType.get())),
            optional(19, "map", Types.MapType.ofOptional(34, 35, Types.StringType.get(), Types.IntegerType.get())));

    private static GenericRecord row() {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("kk", 1);
        map.put("k", null);
        GenericRecord struct = GenericRecord.create(STRUCT);
        struct.setField("present", "x");
        GenericRecord row = GenericRecord.create(SCHEMA);
        row.setField("boolean", true);
        row.setField("int", -7);
        row.setField("long", 1L << 40);
        row.setField("float", 0.5f);
        row.setField("double", -2.25);
        row.setField("decimal", new BigDecimal("-123.45"));
        row.setField("date", 20_000);
        row.setField("time", 3_723_000_004L);
        row.setField("timestamp", -1L);
        row.setField("timestamp_utc", 1_735_689_600_000_000L);
        row.setField("nanos", 1L);
        row.setField("nanos_utc", 2L);
        row.setField("string", "aé€😀");
        row.setField("binary", ByteBuffer.wrap(new byte[] {0, (byte) 0xFF}));
        row.setField("fixed", ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
        row.setField("uuid", UUID.fromString("f79c3e09-677c-4bbd-a479-3f349cb785e7"));
        row.setField("struct", struct);
        row.setField("list", Arrays.asList("a", null, ""));
        row.setField("map", map);
        return row;
    }

    @Test
    void encodesTheGoldenRow() {
        String golden = Golden.text("evidence/row-v1.hex");
        String bytes =
                golden.lines().map(line -> line.replaceFirst("#.*", "").strip()).collect(Collectors.joining());

        byte[] leaf = new CanonicalRow(SCHEMA).leaf(row());

        assertThat(HexFormat.of().formatHex(leaf)).isEqualTo(bytes);
        assertThat(golden).contains(HexFormat.of().formatHex(MerkleTree.leafHash(leaf)));
    }
}

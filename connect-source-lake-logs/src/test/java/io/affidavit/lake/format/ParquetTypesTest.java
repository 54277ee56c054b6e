/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.affidavit.lake.unit.UnitRow;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that Parquet's own writer wrote, with every type and shape that other programs give their columns. */
class ParquetTypesTest {

    private static final long MICROS = 1_767_323_045_123_456L;

    @TempDir
    private Path directory;

    static Stream<Arguments> columns() {
        return Stream.of(
                column("required boolean v;", row -> row.add("v", true), true),
                column("required int32 v;", row -> row.add("v", -7), -7L),
                column("required int32 v (INTEGER(8,true));", row -> row.add("v", -7), -7L),
                column("required int32 v (INTEGER(8,false));", row -> row.add("v", 250), 250L),
                column("required int32 v (INTEGER(16,false));", row -> row.add("v", 65_000), 65_000L),
                column(
                        "required int32 v (INTEGER(32,false));",
                        row -> row.add("v", (int) 4_000_000_000L),
                        4_000_000_000L),
                column("required int64 v (INTEGER(64,true));", row -> row.add("v", Long.MIN_VALUE), Long.MIN_VALUE),
                column("required int64 v (INTEGER(64,false));", row -> row.add("v", -1L), "18446744073709551615"),
                column("required float v;", row -> row.add("v", 0.1f), 0.1),
                column("required double v;", row -> row.add("v", Double.NaN), "NaN"),
                column(
                        "required binary v;",
                        row -> row.add("v", Binary.fromConstantByteArray(new byte[] {0, -1})),
                        "AP8="),
                column(
                        "required fixed_len_byte_array(2) v;",
                        row -> row.add("v", Binary.fromConstantByteArray(new byte[] {0, -1})),
                        "AP8="),
                column(
                        "required fixed_len_byte_array(2) v (FLOAT16);",
                        row -> row.add("v", Binary.fromConstantByteArray(new byte[] {0, 0x3C})),
                        1.0),
                column(
                        "required fixed_len_byte_array(2) v (FLOAT16);",
                        row -> row.add("v", Binary.fromConstantByteArray(new byte[] {1, (byte) 0x80})),
                        -5.9604645E-8),
                column(
                        "required fixed_len_byte_array(2) v (FLOAT16);",
                        row -> row.add("v", Binary.fromConstantByteArray(new byte[] {0, 0x7C})),
                        "Infinity"),
                column("required binary v (STRING);", row -> row.add("v", "ü"), "ü"),
                column("required binary v (ENUM);", row -> row.add("v", "on"), "on"),
                column("required binary v (JSON);", row -> row.add("v", "{\"a\":1}"), "{\"a\":1}"),
                column(
                        "required binary v (BSON);",
                        row -> row.add("v", Binary.fromConstantByteArray(new byte[] {0, -1})),
                        "AP8="),
                column(
                        "required fixed_len_byte_array(16) v (UUID);",
                        row -> row.add(
                                "v",
                                Binary.fromConstantByteArray(ByteBuffer.allocate(16)
                                        .putLong(1)
                                        .putLong(2)
                                        .array())),
                        "00000000-0000-0001-0000-000000000002"),
                column(
                        "required fixed_len_byte_array(12) v (INTERVAL);",
                        row -> row.add(
                                "v", Binary.fromConstantByteArray(new byte[] {1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0})),
                        "P1M2DT0.003S"),
                column("required int32 v (DECIMAL(9,2));", row -> row.add("v", -150), "-1.50"),
                column("required int64 v (DECIMAL(18,4));", row -> row.add("v", 12_340_000L), "1234.0000"),
                column(
                        "required fixed_len_byte_array(16) v (DECIMAL(38,10));",
                        row -> row.add("v", Binary.fromConstantByteArray(wide("-12345678901234567890", 16))),
                        "-1234567890.1234567890"),
                column(
                        "required binary v (DECIMAL(20,1));",
                        row -> row.add(
                                "v",
                                Binary.fromConstantByteArray(new BigInteger("12345678901234567890").toByteArray())),
                        "1234567890123456789.0"),
                column("required int32 v (DATE);", row -> row.add("v", 20_455), "2026-01-02"),
                column("required int32 v (TIME(MILLIS,true));", row -> row.add("v", 3_845_006), "01:04:05.006000"),
                column("required int64 v (TIME(MICROS,true));", row -> row.add("v", 3_845_006_007L), "01:04:05.006007"),
                column(
                        "required int64 v (TIME(NANOS,true));",
                        row -> row.add("v", 3_845_006_007_008L),
                        "01:04:05.006007008"),
                column(
                        "required int64 v (TIMESTAMP(MILLIS,true));",
                        row -> row.add("v", MICROS / 1000),
                        "2026-01-02T03:04:05.123000Z"),
                column(
                        "required int64 v (TIMESTAMP(MICROS,true));",
                        row -> row.add("v", MICROS),
                        "2026-01-02T03:04:05.123456Z"),
                column(
                        "required int64 v (TIMESTAMP(NANOS,true));",
                        row -> row.add("v", MICROS * 1000 + 789),
                        "2026-01-02T03:04:05.123456789Z"),
                column(
                        "required int64 v (TIMESTAMP(MILLIS,false));",
                        row -> row.add("v", -1L),
                        "1969-12-31T23:59:59.999000"),
                column(
                        "required int64 v (TIMESTAMP(MICROS,false));",
                        row -> row.add("v", MICROS),
                        "2026-01-02T03:04:05.123456"),
                column(
                        "required int64 v (TIMESTAMP(NANOS,false));",
                        row -> row.add("v", MICROS * 1000 + 789),
                        "2026-01-02T03:04:05.123456789"),
                column(
                        "required int96 v;",
                        row -> row.add("v", Binary.fromConstantByteArray(int96(2_461_043, 11_045_123_456_789L))),
                        "2026-01-02T03:04:05.123456789Z"),
                column("optional int32 v;", row -> {}, null),
                column(
                        "optional group v { optional binary a (STRING); optional group b { required int64 c; } }",
                        row -> row.addGroup("v").addGroup("b").add("c", 5L),
                        Map.of("b", Map.of("c", 5L))),
                column("optional group v { optional binary a (STRING); }", row -> {}, null),
                column(
                        "optional group v (LIST) { repeated group list { optional int32 element; } }",
                        row -> {
                            Group list = row.addGroup("v");
                            list.addGroup("list").add("element", 1);
                            list.addGroup("list");
                            list.addGroup("list").add("element", 3);
                        },
                        Arrays.asList(1L, null, 3L)),
                column(
                        "optional group v (LIST) { repeated group list { optional int32 element; } }",
                        row -> row.addGroup("v"),
                        List.of()),
                column(
                        "optional group v (LIST) { repeated group array { required int32 a; } }",
                        row -> row.addGroup("v").addGroup("array").append("a", 1),
                        List.of(Map.of("a", 1L))),
                column(
                        "optional group v (LIST) { repeated group item { required int32 a; optional int32 b; } }",
                        row -> row.addGroup("v").addGroup("item").append("a", 1),
                        List.of(Map.of("a", 1L))),
                column(
                        "optional group v (LIST) { repeated int32 array; }",
                        row -> row.addGroup("v").append("array", 1).append("array", 2),
                        List.of(1L, 2L)),
                column("repeated int32 v;", row -> {}, List.of()),
                column("repeated int32 v;", row -> row.append("v", 1).append("v", 2), List.of(1L, 2L)),
                column(
                        "optional group v (MAP) { repeated group key_value { required binary key (STRING); optional int64 value; } }",
                        row -> {
                            Group map = row.addGroup("v");
                            map.addGroup("key_value").append("key", "a").append("value", 1L);
                            map.addGroup("key_value").append("key", "b");
                        },
                        nullable("a", 1L, "b", null)),
                column(
                        "optional group v (MAP_KEY_VALUE) { repeated group map (MAP_KEY_VALUE) { required binary key (STRING); required int64 value; } }",
                        row -> row.addGroup("v")
                                .addGroup("map")
                                .append("key", "a")
                                .append("value", 1L),
                        Map.of("a", 1L)));
    }

    private static Arguments column(String fields, Consumer<Group> filler, Object plain) {
        return arguments(fields, filler, plain);
    }

    @ParameterizedTest
    @MethodSource("columns")
    void readsEveryTypeOfColumn(String fields, Consumer<Group> filler, Object plain) throws IOException {
        Path file = ParquetFiles.one(directory.resolve("a.parquet"), fields, (row, number) -> filler.accept(row));

        assertThat(rows(file))
                .singleElement()
                .satisfies(row -> assertThat(row.value()).isEqualTo(plain == null ? Map.of() : Map.of("v", plain)));
    }

    private static List<UnitRow> rows(Path file) throws IOException {
        return ParquetFiles.rows(file, 0, 1 << 20);
    }

    private static byte[] wide(String unscaled, int length) {
        byte[] digits = new BigInteger(unscaled).toByteArray();
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, digits[0] < 0 ? (byte) -1 : 0);
        System.arraycopy(digits, 0, bytes, length - digits.length, digits.length);
        return bytes;
    }

    private static byte[] int96(int julianDay, long nanosOfDay) {
        return ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(nanosOfDay)
                .putInt(julianDay)
                .array();
    }

    private static Map<String, Object> nullable(String first, Object one, String second, Object two) {
        Map<String, Object> map = new HashMap<>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }
}

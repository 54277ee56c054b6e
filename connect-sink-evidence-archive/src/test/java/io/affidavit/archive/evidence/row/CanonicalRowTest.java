/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.row;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalRowTest {

    /** A row that is nothing but its values. */
    private static final class Row implements StructLike {

        private final Object[] values;

        Row(Object... values) {
            this.values = values;
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public <T> T get(int position, Class<T> javaClass) {
            return javaClass.cast(values[position]);
        }

        @Override
        public <T> void set(int position, T value) {
            throw new UnsupportedOperationException();
        }
    }

    private static byte[] leaf(Schema schema, Object... values) {
        return new CanonicalRow(schema).leaf(new Row(values));
    }

    private static byte[] leafOf(Type type, Object value) {
        return leaf(new Schema(optional(1, "c", type)), value);
    }

    static Stream<Arguments> valuesInTwoForms() {
        UUID uuid = UUID.fromString("f79c3e09-677c-4bbd-a479-3f349cb785e7");
        return Stream.of(
                Arguments.argumentSet("date", Types.DateType.get(), 20_000, LocalDate.of(2024, 10, 4)),
                Arguments.argumentSet("time", Types.TimeType.get(), 3_723_000_004L, LocalTime.of(1, 2, 3, 4_000)),
                Arguments.argumentSet(
                        "timestamp",
                        Types.TimestampType.withoutZone(),
                        1_000_001L,
                        LocalDateTime.of(1970, 1, 1, 0, 0, 1, 1_000)),
                Arguments.argumentSet(
                        "timestamp before 1970",
                        Types.TimestampType.withoutZone(),
                        -1L,
                        LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000)),
                Arguments.argumentSet(
                        "timestamp with zone",
                        Types.TimestampType.withZone(),
                        1_735_689_600_000_000L,
                        OffsetDateTime.parse("2025-01-01T01:00:00+01:00")),
                Arguments.argumentSet(
                        "nanoseconds with zone",
                        Types.TimestampNanoType.withZone(),
                        1_735_689_600_000_000_001L,
                        OffsetDateTime.parse("2025-01-01T00:00:00.000000001Z")),
                Arguments.argumentSet(
                        "binary", Types.BinaryType.get(), ByteBuffer.wrap(new byte[] {9, 1, 2, 9}, 1, 2), new byte[] {
                            1, 2
                        }),
                Arguments.argumentSet("text", Types.StringType.get(), CharBuffer.wrap("häß"), "häß"),
                Arguments.argumentSet(
                        "uuid",
                        Types.UUIDType.get(),
                        uuid,
                        new UUID(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits())));
    }

    @ParameterizedTest
    @MethodSource("valuesInTwoForms")
    void encodesInternalAndGenericValuesAlike(Type type, Object internal, Object generic) {
        assertThat(leafOf(type, internal)).isEqualTo(leafOf(type, generic));
    }

    @Test
    void leavesABufferAsItFoundIt() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {9, 1, 2, 9}, 1, 2);

        leafOf(Types.BinaryType.get(), buffer);

        assertThat(buffer.position()).isEqualTo(1);
        assertThat(buffer.remaining()).isEqualTo(2);
    }

    static Stream<Arguments> widenedTypes() {
        return Stream.of(
                Arguments.argumentSet("int to long", Types.IntegerType.get(), -7, Types.LongType.get(), -7L),
                Arguments.argumentSet(
                        "float to double", Types.FloatType.get(), 0.1f, Types.DoubleType.get(), (double) 0.1f),
                Arguments.argumentSet(
                        "float NaN to double", Types.FloatType.get(), Float.NaN, Types.DoubleType.get(), Double.NaN),
                Arguments.argumentSet(
                        "decimal precision",
                        Types.DecimalType.of(5, 2),
                        new BigDecimal("-1.25"),
                        Types.DecimalType.of(30, 2),
                        new BigDecimal("-1.25")));
    }

    @ParameterizedTest
    @MethodSource("widenedTypes")
    void keepsTheBytesOfWidenedColumns(Type narrow, Object narrowValue, Type wide, Object wideValue) {
        assertThat(leafOf(narrow, narrowValue)).isEqualTo(leafOf(wide, wideValue));
    }

    @Test
    void keepsTheBytesWhenColumnsAreAddedRenamedAndReordered() {
        // Given
        Schema before = new Schema(required(1, "a", Types.LongType.get()), optional(5, "b", Types.StringType.get()));
        Schema after = new Schema(
                optional(9, "added", Types.StringType.get()),
                optional(5, "renamed", Types.StringType.get()),
                required(1, "a", Types.LongType.get()));

        // When
        byte[] old = leaf(before, 1L, "x");

        // Then
        assertThat(leaf(after, null, "x", 1L)).isEqualTo(old);
    }

    @Test
    void tellsDifferentValuesApart() {
        Types.StructType inner = Types.StructType.of(optional(2, "x", Types.StringType.get()));
        Types.ListType list = Types.ListType.ofOptional(3, Types.StringType.get());

        assertThat(List.of(
                        hex(leafOf(Types.StringType.get(), null)),
                        hex(leafOf(Types.StringType.get(), "")),
                        hex(leafOf(Types.StringType.get(), "1")),
                        hex(leafOf(Types.BinaryType.get(), new byte[] {'1'})),
                        hex(leafOf(Types.LongType.get(), 1L)),
                        hex(leafOf(Types.DoubleType.get(), 1d)),
                        hex(leafOf(Types.DoubleType.get(), -0d)),
                        hex(leafOf(Types.DoubleType.get(), 0d)),
                        hex(leafOf(Types.DecimalType.of(9, 2), new BigDecimal("1.00"))),
                        hex(leafOf(Types.DecimalType.of(9, 3), new BigDecimal("1.000"))),
                        hex(leafOf(Types.TimestampType.withZone(), 1L)),
                        hex(leafOf(Types.TimestampType.withoutZone(), 1L)),
                        hex(leafOf(inner, new Row((Object) null))),
                        hex(leafOf(inner, new Row(""))),
                        hex(leafOf(list, List.of())),
                        hex(leafOf(list, Arrays.asList((Object) null))),
                        hex(leafOf(list, List.of(""))),
                        hex(leafOf(list, List.of("", "")))))
                .doesNotHaveDuplicates();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void sortsMapsByTheirKeys() {
        // Given
        Type map = Types.MapType.ofOptional(2, 3, Types.StringType.get(), Types.StringType.get());
        Map<String, String> oneWay = new LinkedHashMap<>();
        oneWay.put("b", "2");
        oneWay.put("a", null);
        oneWay.put("ü", "3");
        Map<String, String> otherWay = new LinkedHashMap<>();
        otherWay.put("ü", "3");
        otherWay.put("a", null);
        otherWay.put("b", "2");

        // When
        byte[] leaf = leafOf(map, oneWay);

        // Then
        assertThat(leafOf(map, otherWay)).isEqualTo(leaf);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void encodesTextAsJavaDoes(String text) {
        byte[] leaf = leafOf(Types.StringType.get(), text);
        byte[] value = Arrays.copyOfRange(leaf, CanonicalRow.VERSION.length() + 4 + 1 + 4, leaf.length);

        assertThat(value).isEqualTo(text.getBytes(UTF_8));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.argumentSet("empty", ""),
                Arguments.argumentSet("one to four bytes a character", "aé€😀z"),
                Arguments.argumentSet("long", "x€".repeat(5_000)),
                Arguments.argumentSet("lone high surrogate", "a\uD83Db"),
                Arguments.argumentSet("lone high surrogate at the end", "a\uD83D"),
                Arguments.argumentSet("lone low surrogate", "\uDE00b"),
                Arguments.argumentSet("surrogates swapped", "\uDE00\uD83D"));
    }

    @Test
    void opensEveryLeafWithItsVersion() {
        assertThat(leafOf(Types.StringType.get(), null)).isEqualTo("affidavit.row.v1".getBytes(US_ASCII));
    }

    @Test
    void usesOneBufferForManyRows() {
        Schema schema = new Schema(optional(1, "c", Types.StringType.get()));
        CanonicalRow rows = new CanonicalRow(schema);
        byte[] longer = rows.leaf(new Row("x".repeat(10_000)));
        byte[] shorter = rows.leaf(new Row("y"));

        assertThat(longer).hasSize(16 + 4 + 1 + 4 + 10_000);
        assertThat(shorter).isEqualTo(leafOf(Types.StringType.get(), "y"));
    }

    @Test
    void takesGenericRecords() {
        Schema schema = new Schema(optional(1, "c", Types.TimestampType.withZone()));
        GenericRecord row = GenericRecord.create(schema);
        row.setField("c", OffsetDateTime.parse("1970-01-01T00:00:01Z"));

        assertThat(new CanonicalRow(schema).leaf(row)).isEqualTo(leaf(schema, 1_000_000L));
    }

    @Test
    void refusesTypesWithoutACanonicalForm() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CanonicalRow(new Schema(optional(1, "v", Types.VariantType.get()))))
                .withMessageContaining("variant");
    }
}

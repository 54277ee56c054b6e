/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.row;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.affidavit.archive.convert.Row;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowDecoderTest {

    private static final Types.StructType GROUP = Types.StructType.of(
            optional(21, "name", Types.StringType.get()), optional(22, "count", Types.LongType.get()));

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.argumentSet("boolean", Types.BooleanType.get(), true),
                Arguments.argumentSet("int", Types.IntegerType.get(), Integer.MIN_VALUE),
                Arguments.argumentSet("long", Types.LongType.get(), Long.MIN_VALUE),
                Arguments.argumentSet("float", Types.FloatType.get(), -0.0f),
                Arguments.argumentSet("double", Types.DoubleType.get(), Double.MIN_VALUE),
                Arguments.argumentSet("decimal", Types.DecimalType.of(38, 6), new BigDecimal("-1234567890123.000001")),
                Arguments.argumentSet("date", Types.DateType.get(), -1),
                Arguments.argumentSet("time", Types.TimeType.get(), 3_723_000_004L),
                Arguments.argumentSet("timestamp", Types.TimestampType.withZone(), -5L),
                Arguments.argumentSet("nanoseconds", Types.TimestampNanoType.withoutZone(), 1_780_000_000_000_000_001L),
                Arguments.argumentSet("binary", Types.BinaryType.get(), ByteBuffer.wrap(new byte[] {0, -1, 7})),
                Arguments.argumentSet("uuid", Types.UUIDType.get(), new UUID(-1, 2)),
                Arguments.argumentSet("text", Types.StringType.get(), "h\u00e9 \u65e5 \ud83d\ude00 \u0000"),
                Arguments.argumentSet("empty text", Types.StringType.get(), ""),
                Arguments.argumentSet("long text", Types.StringType.get(), "x".repeat(100_000)),
                Arguments.argumentSet(
                        "list", Types.ListType.ofOptional(30, Types.StringType.get()), Arrays.asList("a", null, "b")),
                Arguments.argumentSet(
                        "list of structs",
                        Types.ListType.ofOptional(30, GROUP),
                        List.of(group("first", 1L), group("second", null), group(null, 3L))),
                Arguments.argumentSet(
                        "map",
                        Types.MapType.ofOptional(30, 31, Types.StringType.get(), Types.LongType.get()),
                        map("b", 1L, "a", null)),
                Arguments.argumentSet("struct", GROUP, group("nested", 7L)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void givesBackWhatWasEncoded(Type type, Object value) {
        // Given a row with the value, between two others
        Schema schema = new Schema(
                optional(1, "before", Types.StringType.get()),
                optional(2, "value", type),
                optional(3, "after", Types.LongType.get()));
        Row row = row("before", value, 9L);

        // When its bytes are read, by a decoder that has read others
        RowDecoder decoder = new RowDecoder(schema);
        byte[] other = encoded(schema, row("longer than the next", null, null));
        decoder.decode(other, 0, other.length);
        byte[] bytes = encoded(schema, row);
        byte[] shifted = new byte[bytes.length + 10];
        System.arraycopy(bytes, 0, shifted, 5, bytes.length);
        StructLike decoded = decoder.decode(shifted, 5, bytes.length);

        // Then it is the same row, to the byte and by class
        assertThat(new CanonicalRow(schema).leaf(decoded)).isEqualTo(new CanonicalRow(schema).leaf(row));
        assertThat(decoded.get(0, CharSequence.class)).hasToString("before");
        assertThat(decoded.get(2, Long.class)).isEqualTo(9L);
        if (type.isPrimitiveType() && type.typeId() != Type.TypeID.STRING) {
            assertThat(decoded.get(1, type.typeId().javaClass())).isEqualTo(value);
        }
    }

    @Test
    void readsRowsFromBeforeTheTableGrew() {
        // Given a row of a narrow table
        Schema before = new Schema(
                required(1, "id", Types.IntegerType.get()),
                optional(2, "ratio", Types.FloatType.get()),
                optional(4, "group", Types.StructType.of(optional(21, "name", Types.StringType.get()))));
        Row nested = new Row(1);
        nested.set(0, "n");
        byte[] bytes = encoded(before, row(5, 0.5f, nested));

        // When columns were added, widened, moved and dropped since
        Schema after = new Schema(
                optional(9, "new", Types.StringType.get()),
                required(1, "id", Types.LongType.get()),
                optional(4, "group", GROUP));
        StructLike decoded = new RowDecoder(after).decode(bytes, 0, bytes.length);

        // Then the row has the wide table's columns
        assertThat(decoded.size()).isEqualTo(3);
        assertThat(decoded.get(0, Object.class)).isNull();
        assertThat(decoded.get(1, Long.class)).isEqualTo(5L);
        assertThat(decoded.get(2, StructLike.class).get(0, CharSequence.class)).hasToString("n");
        assertThat(decoded.get(2, StructLike.class).get(1, Object.class)).isNull();
    }

    @Test
    void refusesAValueOfAnotherType() {
        byte[] bytes = encoded(new Schema(optional(1, "a", Types.StringType.get())), row("text"));
        RowDecoder decoder = new RowDecoder(new Schema(optional(1, "a", Types.LongType.get())));

        assertThatIllegalStateException()
                .isThrownBy(() -> decoder.decode(bytes, 0, bytes.length))
                .withMessageNotContaining("text");
    }

    private static byte[] encoded(Schema schema, StructLike row) {
        CanonicalRow encoder = new CanonicalRow(schema);
        byte[] bytes = new byte[encoder.encodeFields(row)];
        encoder.copyFields(bytes, 0);
        byte[] leaf = encoder.leaf(row);
        int version = CanonicalRow.VERSION.getBytes(StandardCharsets.US_ASCII).length;
        assertThat(bytes).isEqualTo(Arrays.copyOfRange(leaf, version, leaf.length));
        return bytes;
    }

    private static Row row(Object... values) {
        Row row = new Row(values.length);
        for (int i = 0; i < values.length; i++) {
            row.set(i, values[i]);
        }
        return row;
    }

    private static Row group(String name, Long count) {
        return row(name, count);
    }

    private static Map<String, Long> map(String first, Long one, String second, Long two) {
        Map<String, Long> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }
}

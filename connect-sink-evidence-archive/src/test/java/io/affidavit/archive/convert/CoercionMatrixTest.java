/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.table.SchemaChange;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every source type against every column type: the value that comes of it, the rule that refuses it, or the wider type. */
class CoercionMatrixTest {

    private static final Type INT = Types.IntegerType.get();
    private static final Type LONG = Types.LongType.get();
    private static final Type FLOAT = Types.FloatType.get();
    private static final Type DOUBLE = Types.DoubleType.get();
    private static final Type BOOL = Types.BooleanType.get();
    private static final Type TEXT = Types.StringType.get();
    private static final Type DATE = Types.DateType.get();
    private static final Type TIME = Types.TimeType.get();
    private static final Type INSTANT = Types.TimestampType.withZone();
    private static final Type LOCAL = Types.TimestampType.withoutZone();
    private static final Type NANOS = Types.TimestampNanoType.withZone();
    private static final Type LOCAL_NANOS = Types.TimestampNanoType.withoutZone();
    private static final Type BINARY = Types.BinaryType.get();
    private static final Type FIXED_2 = Types.FixedType.ofLength(2);
    private static final Type ID = Types.UUIDType.get();
    private static final Type DEC_4_2 = Types.DecimalType.of(4, 2);
    private static final Type TEXTS = Types.ListType.ofOptional(1, TEXT);
    private static final Type LONGS = Types.ListType.ofOptional(1, LONG);
    private static final Type BY_TEXT = Types.MapType.ofOptional(1, 2, TEXT, TEXT);
    private static final Type BY_INT = Types.MapType.ofOptional(1, 2, INT, LONG);
    private static final Type STRUCT = Types.StructType.of(Types.NestedField.optional(1, "a", LONG));

    private static final String MISMATCH = Rules.TYPE_MISMATCH;
    private static final String RANGE = Rules.OUT_OF_RANGE;

    private static final byte[] TWO = {1, 2};
    private static final UUID SOME_ID = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
    private static final long DAY = 86_400_000L;

    static Stream<Arguments> values() {
        return Stream.of(
                gives(BOOL, true, true),
                gives(BOOL, "TRUE", true),
                gives(BOOL, "false", false),
                gives(INT, (byte) -7, -7),
                gives(INT, (short) 7, 7),
                gives(INT, 7, 7),
                gives(INT, 7L, 7),
                gives(INT, 7.0, 7),
                gives(INT, "7", 7),
                gives(INT, " 7 ", 7),
                gives(INT, new BigDecimal("7.00"), 7),
                gives(LONG, (byte) 7, 7L),
                gives(LONG, 7, 7L),
                gives(LONG, Long.MIN_VALUE, Long.MIN_VALUE),
                gives(LONG, 4.0, 4L),
                gives(LONG, 4f, 4L),
                gives(LONG, "9007199254740993", 9007199254740993L),
                gives(LONG, "1e3", 1000L),
                gives(LONG, new BigInteger("12"), 12L),
                gives(LONG, new Date(5), 5L),
                gives(FLOAT, 0.5f, 0.5f),
                gives(FLOAT, 0.5, 0.5f),
                gives(FLOAT, 3, 3f),
                gives(FLOAT, Double.NaN, Float.NaN),
                gives(FLOAT, Double.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY),
                gives(DOUBLE, 0.5f, 0.5),
                gives(DOUBLE, 0.25, 0.25),
                gives(DOUBLE, -0.0, -0.0),
                gives(DOUBLE, 3L, 3.0),
                gives(DOUBLE, 1L << 60, 0x1p60),
                gives(DOUBLE, Long.MIN_VALUE, -0x1p63),
                gives(DOUBLE, "0.1", 0.1),
                gives(DOUBLE, "1e300", 1e300),
                gives(DOUBLE, new BigDecimal("0.12345678901234567890"), 0.12345678901234568),
                gives(DOUBLE, Double.NaN, Double.NaN),
                gives(DOUBLE, "NaN", Double.NaN),
                gives(DOUBLE, "-Infinity", Double.NEGATIVE_INFINITY),
                gives(DOUBLE, new BigInteger("9007199254740992"), 9007199254740992.0),
                gives(TEXT, "t", "t"),
                gives(TEXT, "", ""),
                gives(TEXT, 42L, "42"),
                gives(TEXT, 0.5, "0.5"),
                gives(TEXT, Double.NaN, "NaN"),
                gives(TEXT, true, "true"),
                gives(TEXT, new BigDecimal("1E+3"), "1000"),
                gives(TEXT, new BigInteger("99999999999999999999"), "99999999999999999999"),
                gives(TEXT, new Date(1_500), "1970-01-01T00:00:01.500Z"),
                gives(TEXT, Map.of("b", 1L, "a", List.of()), "{\"a\":[],\"b\":1}"),
                gives(TEXT, List.of(1L, "x"), "[1,\"x\"]"),
                gives(DEC_4_2, new BigDecimal("1.5"), new BigDecimal("1.50")),
                gives(DEC_4_2, new BigDecimal("1.5000"), new BigDecimal("1.50")),
                gives(DEC_4_2, "1.5", new BigDecimal("1.50")),
                gives(DEC_4_2, "-99.99", new BigDecimal("-99.99")),
                gives(DEC_4_2, 7, new BigDecimal("7.00")),
                gives(DEC_4_2, 0.1, new BigDecimal("0.10")),
                gives(DEC_4_2, 0.1f, new BigDecimal("0.10")),
                gives(DEC_4_2, new BigInteger("7"), new BigDecimal("7.00")),
                gives(DEC_4_2, new byte[] {0, (byte) 150}, new BigDecimal("1.50")),
                gives(DEC_4_2, ByteBuffer.wrap(new byte[] {-1}), new BigDecimal("-0.01")),
                gives(DATE, "1970-01-11", 10),
                gives(DATE, new Date(-DAY), -1),
                gives(DATE, 20_000, 20_000),
                gives(TIME, "00:00:01", 1_000_000L),
                gives(TIME, "23:59:59.999999999", 86_399_999_999L),
                gives(TIME, new Date(DAY - 1), (DAY - 1) * 1_000),
                gives(TIME, 1_000, 1_000_000L),
                gives(INSTANT, new Date(1_500), 1_500_000L),
                gives(INSTANT, 1_500L, 1_500_000L),
                gives(INSTANT, 1_500, 1_500_000L),
                gives(INSTANT, "1970-01-01T01:00:00.000123+01:00", 123L),
                gives(INSTANT, "1970-01-01T00:00:00.000001999Z", 1L),
                gives(INSTANT, "1969-12-31T23:59:59.999999Z", -1L),
                gives(INSTANT, "1970-01-01 01:00:01+0100", 1_000_000L),
                gives(INSTANT, "1970-01-01T01:00:01+01", 1_000_000L),
                gives(INSTANT, "1970-01-01t00:00:01z", 1_000_000L),
                gives(INSTANT, "1970-01-01T01:00:01+01:00[Europe/Paris]", 1_000_000L),
                gives(INSTANT, "1970-01-01T01:00:01[Europe/Paris]", 1_000_000L),
                gives(LOCAL, "1970-01-01T00:00:01", 1_000_000L),
                gives(LOCAL, "1970-01-01T01:00:01+01:00", 1_000_000L),
                gives(LOCAL, new Date(1), 1_000L),
                gives(NANOS, "1970-01-01T00:00:00.000000123Z", 123L),
                gives(NANOS, new Date(1), 1_000_000L),
                gives(LOCAL_NANOS, "1970-01-01 00:00:00.000000123", 123L),
                gives(BINARY, TWO, ByteBuffer.wrap(TWO)),
                gives(BINARY, ByteBuffer.wrap(TWO), ByteBuffer.wrap(TWO)),
                gives(BINARY, "AQI=", ByteBuffer.wrap(TWO)),
                gives(BINARY, "", ByteBuffer.allocate(0)),
                gives(FIXED_2, TWO, ByteBuffer.wrap(TWO)),
                gives(FIXED_2, "AQI=", ByteBuffer.wrap(TWO)),
                gives(ID, SOME_ID.toString(), SOME_ID),
                gives(ID, "123E4567-E89B-12D3-A456-426614174000", SOME_ID),
                gives(ID, bytes(SOME_ID), SOME_ID),
                gives(TEXTS, List.of("a", 1L), List.of("a", "1")),
                gives(TEXTS, Arrays.asList("a", null), Arrays.asList("a", null)),
                gives(LONGS, List.of("1", 2), List.of(1L, 2L)),
                gives(BY_TEXT, Map.of("n", 1L), Map.of("n", "1")),
                gives(BY_TEXT, Map.of(7, true), Map.of("7", "true")),
                gives(BY_TEXT, withNull("k"), withNull("k")),
                gives(BY_INT, Map.of("7", 1), Map.of(7, 1L)),
                gives(BY_INT, Map.of(7L, 1), Map.of(7, 1L)));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refuses(BOOL, "yes", MISMATCH),
                refuses(BOOL, 1, MISMATCH),
                refuses(INT, "99999999999999999999", RANGE),
                refuses(INT, "", MISMATCH),
                refuses(LONG, "12a", MISMATCH),
                refuses(LONG, 0.5, RANGE),
                refuses(LONG, 1e19, RANGE),
                refuses(LONG, Double.NaN, RANGE),
                refuses(LONG, Double.POSITIVE_INFINITY, RANGE),
                refuses(LONG, "99999999999999999999", RANGE),
                refuses(LONG, new BigInteger("9223372036854775808"), RANGE),
                refuses(LONG, "1e999999999", RANGE),
                refuses(LONG, "1".repeat(1001), MISMATCH),
                refuses(LONG, true, MISMATCH),
                refuses(LONG, Map.of(), MISMATCH),
                refuses(LONG, TWO, MISMATCH),
                refuses(FLOAT, "1e400", RANGE),
                refuses(DOUBLE, "1e400", RANGE),
                refuses(DOUBLE, "1e-400", RANGE),
                refuses(DOUBLE, (1L << 60) + 1, RANGE),
                refuses(DOUBLE, Long.MAX_VALUE, RANGE),
                refuses(DOUBLE, "9007199254740993", RANGE),
                refuses(DOUBLE, new BigInteger("9007199254740993"), RANGE),
                refuses(DOUBLE, true, MISMATCH),
                refuses(DOUBLE, new Date(1), MISMATCH),
                refuses(TEXT, TWO, MISMATCH),
                refuses(TEXT, Map.of(1, 2), MISMATCH),
                refuses(DEC_4_2, "1.234", RANGE),
                refuses(DEC_4_2, new BigDecimal("1e37"), RANGE),
                refuses(DEC_4_2, Double.NaN, RANGE),
                refuses(DEC_4_2, "abc", MISMATCH),
                refuses(DEC_4_2, new byte[0], MISMATCH),
                refuses(DEC_4_2, new byte[18], RANGE),
                refuses(DEC_4_2, true, MISMATCH),
                refuses(DATE, "2026-02-30", MISMATCH),
                refuses(DATE, "2026-11-22T00:00:00Z", MISMATCH),
                refuses(DATE, new Date(1), RANGE),
                refuses(DATE, Long.MAX_VALUE, RANGE),
                refuses(DATE, true, MISMATCH),
                refuses(TIME, "24:00:00", MISMATCH),
                refuses(TIME, "06:00:00Z", MISMATCH),
                refuses(TIME, new Date(DAY), RANGE),
                refuses(TIME, -1, RANGE),
                refuses(INSTANT, "2026-11-22T06:00:00", MISMATCH),
                refuses(INSTANT, "2026-02-30T06:00:00Z", MISMATCH),
                refuses(INSTANT, "2026-10-25T02:30:00[Europe/Paris]", MISMATCH),
                refuses(INSTANT, "2026-03-29T02:30:00[Europe/Paris]", MISMATCH),
                refuses(INSTANT, "2026-11-22T06:00:00[Nowhere/Land]", MISMATCH),
                refuses(INSTANT, "yesterday", MISMATCH),
                refuses(INSTANT, Long.MAX_VALUE, RANGE),
                refuses(INSTANT, new Date(Long.MIN_VALUE), RANGE),
                refuses(INSTANT, 0.5, RANGE),
                refuses(INSTANT, true, MISMATCH),
                refuses(NANOS, "3000-01-01T00:00:00Z", RANGE),
                refuses(BINARY, "not base64!", MISMATCH),
                refuses(BINARY, 1, MISMATCH),
                refuses(FIXED_2, new byte[] {1}, RANGE),
                refuses(FIXED_2, new byte[] {1, 2, 3}, RANGE),
                refuses(ID, "123e4567e89b12d3a456426614174000", MISMATCH),
                refuses(ID, "1123e4567-e9b-12d3-a456-426614174000", MISMATCH),
                refuses(ID, "123e4567-e89b-12d3-a456-42661417400g", MISMATCH),
                refuses(ID, TWO, MISMATCH),
                refuses(TEXTS, "a", MISMATCH),
                refuses(TEXTS, Map.of(), MISMATCH),
                refuses(LONGS, List.of("x"), MISMATCH),
                refuses(BY_TEXT, List.of(), MISMATCH),
                refuses(BY_TEXT, withNull(null), Rules.NULL_ELEMENT),
                refuses(BY_TEXT, ordered(1, "1"), Rules.REPEATED_KEY),
                refuses(BY_INT, Map.of("x", 1), MISMATCH),
                refuses(BY_INT, Map.of(1L << 40, 1), RANGE),
                refuses(STRUCT, "{}", MISMATCH),
                refuses(STRUCT, List.of(), MISMATCH),
                refuses(STRUCT, Map.of(1, 2), MISMATCH),
                refuses(STRUCT, Map.of("", 2), MISMATCH),
                refuses(Types.UnknownType.get(), 1, MISMATCH));
    }

    static Stream<Arguments> widenings() {
        return Stream.of(
                widens(INT, 1L << 40, LONG),
                widens(INT, "2147483648", LONG),
                widens(FLOAT, 0.1, DOUBLE),
                widens(FLOAT, 1e300, DOUBLE),
                widens(FLOAT, (1L << 24) + 1, DOUBLE),
                widens(DEC_4_2, "123.45", Types.DecimalType.of(9, 2)),
                widens(DEC_4_2, new BigDecimal("1234567890.12"), Types.DecimalType.of(18, 2)),
                widens(DEC_4_2, new BigInteger("1" + "0".repeat(20)), Types.DecimalType.of(38, 2)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void coercesWithoutLoss(Type type, Object value, Object expected) {
        assertThat(coercions(true).to(type, "f").coerce(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWhatWouldLoseSomething(Type type, Object value, String rule) {
        assertThatThrownBy(() -> coercions(true).to(type, "group.field").coerce(value))
                .isInstanceOfSatisfying(Rejection.class, rejection -> {
                    assertThat(rejection.rule()).isEqualTo(rule);
                    assertThat(rejection.path()).startsWith("group.field");
                    assertThat(rejection.getMessage()).isEqualTo(rule);
                    assertThat(rejection.getCause()).isNull();
                });
    }

    @ParameterizedTest
    @MethodSource("widenings")
    void widensWhatATypeCannotHoldUnlessTheTableIsFixed(Type type, Object value, Type wider) {
        Coercions growing = coercions(true);
        growing.to(type, "f").coerce(value);
        assertThat(growing.growth().drain()).containsExactly(new SchemaChange.Widen("f", wider.asPrimitiveType()));
        assertThatThrownBy(() -> coercions(false).to(type, "f").coerce(value))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.rule()).isEqualTo(RANGE));
    }

    private static Coercions coercions(boolean grows) {
        return new Coercions(new Growth(grows, grows, List.of(), 100), false);
    }

    private static Arguments gives(Type type, Object value, Object expected) {
        return Arguments.argumentSet(name(type, value), type, value, expected);
    }

    private static Arguments refuses(Type type, Object value, String rule) {
        return Arguments.argumentSet(name(type, value) + ": " + rule, type, value, rule);
    }

    private static Arguments widens(Type type, Object value, Type wider) {
        return Arguments.argumentSet(name(type, value) + " becomes " + wider, type, value, wider);
    }

    private static String name(Type type, Object value) {
        String text = value instanceof byte[] bytes ? Arrays.toString(bytes) : value.toString();
        return type + " of " + value.getClass().getSimpleName() + " " + text.substring(0, Math.min(40, text.length()));
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static Map<Object, Object> withNull(Object key) {
        Map<Object, Object> map = new HashMap<>();
        map.put(key, key == null ? "v" : null);
        return map;
    }

    private static Map<Object, Object> ordered(Object... keys) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Object key : keys) {
            map.put(key, "v");
        }
        return map;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import static io.affidavit.archive.convert.Samples.BINARY;
import static io.affidavit.archive.convert.Samples.BOOL;
import static io.affidavit.archive.convert.Samples.BY_INT;
import static io.affidavit.archive.convert.Samples.BY_TEXT;
import static io.affidavit.archive.convert.Samples.DATE;
import static io.affidavit.archive.convert.Samples.DAY;
import static io.affidavit.archive.convert.Samples.DEC_4_2;
import static io.affidavit.archive.convert.Samples.DOUBLE;
import static io.affidavit.archive.convert.Samples.FIXED_2;
import static io.affidavit.archive.convert.Samples.FLOAT;
import static io.affidavit.archive.convert.Samples.ID;
import static io.affidavit.archive.convert.Samples.INSTANT;
import static io.affidavit.archive.convert.Samples.INT;
import static io.affidavit.archive.convert.Samples.LOCAL;
import static io.affidavit.archive.convert.Samples.LOCAL_NANOS;
import static io.affidavit.archive.convert.Samples.LONG;
import static io.affidavit.archive.convert.Samples.LONGS;
import static io.affidavit.archive.convert.Samples.NANOS;
import static io.affidavit.archive.convert.Samples.TEXT;
import static io.affidavit.archive.convert.Samples.TEXTS;
import static io.affidavit.archive.convert.Samples.TIME;
import static io.affidavit.archive.convert.Samples.TWO;
import static io.affidavit.archive.convert.Samples.coercions;
import static io.affidavit.archive.convert.Samples.name;
import static io.affidavit.archive.convert.Samples.withNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.types.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every source type against every column type: the value that comes of it. */
class CoercionValuesTest {

    private static final UUID SOME_ID = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");

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
                gives(TEXT, new BigDecimal("1e999999999"), "1E+999999999"),
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

    @ParameterizedTest
    @MethodSource("values")
    void coercesWithoutLoss(Type type, Object value, Object expected) {
        assertThat(coercions(true).to(type, "f").coerce(value)).isEqualTo(expected);
    }

    private static Arguments gives(Type type, Object value, Object expected) {
        return Arguments.argumentSet(name(type, value), type, value, expected);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}

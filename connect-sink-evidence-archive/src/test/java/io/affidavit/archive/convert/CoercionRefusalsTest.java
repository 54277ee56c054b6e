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
import static io.affidavit.archive.convert.Samples.LONG;
import static io.affidavit.archive.convert.Samples.LONGS;
import static io.affidavit.archive.convert.Samples.NANOS;
import static io.affidavit.archive.convert.Samples.STRUCT;
import static io.affidavit.archive.convert.Samples.TEXT;
import static io.affidavit.archive.convert.Samples.TEXTS;
import static io.affidavit.archive.convert.Samples.TIME;
import static io.affidavit.archive.convert.Samples.TWO;
import static io.affidavit.archive.convert.Samples.coercions;
import static io.affidavit.archive.convert.Samples.name;
import static io.affidavit.archive.convert.Samples.withNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.table.SchemaChange;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no column type can hold: the rule that refuses it, or the wider type that can. */
class CoercionRefusalsTest {

    private static final String MISMATCH = Rules.TYPE_MISMATCH;
    private static final String RANGE = Rules.OUT_OF_RANGE;

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

    private static Arguments refuses(Type type, Object value, String rule) {
        return Arguments.argumentSet(name(type, value) + ": " + rule, type, value, rule);
    }

    private static Arguments widens(Type type, Object value, Type wider) {
        return Arguments.argumentSet(name(type, value) + " becomes " + wider, type, value, wider);
    }

    private static Map<Object, Object> ordered(Object... keys) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Object key : keys) {
            map.put(key, "v");
        }
        return map;
    }
}

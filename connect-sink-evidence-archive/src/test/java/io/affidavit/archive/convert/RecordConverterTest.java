/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Single values, and what of a record decides its place. */
class RecordConverterTest {

    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");

    static Stream<Arguments> coerced() {
        return Stream.of(
                of(Types.LongType.get(), 7, 7L),
                of(Types.LongType.get(), "9007199254740993", 9007199254740993L),
                of(Types.LongType.get(), 4.0, 4L),
                of(Types.LongType.get(), new BigInteger("12"), 12L),
                of(Types.LongType.get(), new Date(5), 5L),
                of(Types.IntegerType.get(), 7L, 7),
                of(Types.DoubleType.get(), "0.25", 0.25),
                of(Types.DoubleType.get(), 3L, 3.0),
                of(Types.FloatType.get(), 0.5, 0.5f),
                of(Types.BooleanType.get(), "TRUE", true),
                of(Types.StringType.get(), 42L, "42"),
                of(Types.StringType.get(), new BigDecimal("1E+3"), "1000"),
                of(Types.StringType.get(), Map.of("b", 1L, "a", List.of()), "{\"a\":[],\"b\":1}"),
                of(Types.DecimalType.of(9, 2), "1.5", new BigDecimal("1.50")),
                of(Types.TimestampType.withZone(), new Date(1_500), 1_500_000L),
                of(Types.TimestampType.withZone(), 1_500L, 1_500_000L),
                of(Types.TimestampType.withZone(), "1970-01-01T01:00:00.000123+01:00", 123L),
                of(Types.DateType.get(), "1970-01-11", 10),
                of(Types.DateType.get(), new Date(-1), -1),
                of(Types.TimeType.get(), "00:00:01", 1_000_000L),
                of(Types.BinaryType.get(), "AQI=", ByteBuffer.wrap(new byte[] {1, 2})),
                of(
                        Types.UUIDType.get(),
                        "123e4567-e89b-12d3-a456-426614174000",
                        UUID.fromString("123e4567-e89b-12d3-a456-426614174000")),
                of(
                        Types.MapType.ofOptional(1, 2, Types.StringType.get(), Types.StringType.get()),
                        Map.of("n", 1L),
                        Map.of("n", "1")));
    }

    private static Arguments of(Type type, Object value, Object expected) {
        return Arguments.argumentSet(type + " of " + value.getClass().getSimpleName(), type, value, expected);
    }

    @ParameterizedTest
    @MethodSource("coerced")
    void coercesWithoutLoss(Type type, Object value, Object expected) {
        assertThat(Coercion.to(type, "f", growing()).coerce(value)).isEqualTo(expected);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                not(Types.LongType.get(), "12a", Rules.TYPE_MISMATCH),
                not(Types.LongType.get(), 0.5, Rules.OUT_OF_RANGE),
                not(Types.LongType.get(), "99999999999999999999", Rules.OUT_OF_RANGE),
                not(Types.LongType.get(), "1e999999999", Rules.OUT_OF_RANGE),
                not(Types.LongType.get(), true, Rules.TYPE_MISMATCH),
                not(Types.DoubleType.get(), "1e400", Rules.OUT_OF_RANGE),
                not(Types.BooleanType.get(), "yes", Rules.TYPE_MISMATCH),
                not(Types.StringType.get(), new byte[] {1}, Rules.TYPE_MISMATCH),
                not(Types.DecimalType.of(4, 2), "1.234", Rules.OUT_OF_RANGE),
                not(Types.DecimalType.of(4, 2), "12345", Rules.OUT_OF_RANGE),
                not(Types.TimestampType.withZone(), "2026-11-22T06:00:00", Rules.TYPE_MISMATCH),
                not(Types.TimestampType.withZone(), Long.MAX_VALUE, Rules.OUT_OF_RANGE),
                not(Types.BinaryType.get(), "not base64!", Rules.TYPE_MISMATCH),
                not(Types.ListType.ofRequired(1, Types.StringType.get()), Arrays.asList("a", null), Rules.NULL_ELEMENT),
                not(Types.ListType.ofRequired(1, Types.StringType.get()), "a", Rules.TYPE_MISMATCH));
    }

    private static Arguments not(Type type, Object value, String rule) {
        return Arguments.argumentSet(type + " of " + value.getClass().getSimpleName() + " " + rule, type, value, rule);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatWouldLoseSomething(Type type, Object value, String rule) {
        assertThatThrownBy(() -> Coercion.to(type, "group.field", growing()).coerce(value))
                .isInstanceOfSatisfying(Rejection.class, rejection -> {
                    assertThat(rejection.rule()).isEqualTo(rule);
                    assertThat(rejection.path()).startsWith("group.field");
                    assertThat(rejection.getMessage()).isEqualTo(rule);
                    assertThat(rejection.getCause()).isNull();
                });
    }

    @Test
    void passesValuesOnWithoutCopyingWhereTheyFit() {
        List<String> list = List.of("a", "b");
        Map<String, String> map = Map.of("k", "v");
        assertThat(Coercion.to(Types.ListType.ofRequired(1, Types.StringType.get()), "l", growing())
                        .coerce(list))
                .isSameAs(list);
        assertThat(Coercion.to(
                                Types.MapType.ofOptional(1, 2, Types.StringType.get(), Types.StringType.get()),
                                "m",
                                growing())
                        .coerce(map))
                .isSameAs(map);
    }

    @Test
    void keepsNullsThatConnectWouldReplaceByDefaults() {
        // Given a field with a default, sent as null
        Schema schema = SchemaBuilder.struct()
                .field(
                        "state",
                        SchemaBuilder.string()
                                .optional()
                                .defaultValue("approved")
                                .build())
                .build();
        Struct struct = new Struct(schema).put("state", null);
        Types.StructType type = Types.StructType.of(Types.NestedField.optional(1, "state", Types.StringType.get()));

        // When it is converted
        Row row = (Row) new StructCoercion(type, null, growing()).coerce(struct);

        // Then it is null: nobody said approved
        assertThat(row.value(0)).isNull();
    }

    @Test
    void refusesFieldsThatWouldOverwriteTheArchivesOwn() {
        StructCoercion columns = new StructCoercion(
                Types.StructType.of(Types.NestedField.required(1, "custody", Types.StringType.get())),
                null,
                growing(),
                java.util.Set.of("custody"),
                java.util.Set.of());
        assertThatThrownBy(() -> columns.coerce(Map.of("custody", "std")))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.rule()).isEqualTo(Rules.RESERVED_FIELD));
        Schema schema =
                SchemaBuilder.struct().field("custody", Schema.STRING_SCHEMA).build();
        assertThatThrownBy(() -> columns.coerce(new Struct(schema).put("custody", "std")))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.rule()).isEqualTo(Rules.RESERVED_FIELD));
    }

    @Test
    void stopsGrowingAtTheLimit() {
        Growth growth = new Growth(true, true, 1);
        StructCoercion columns = new StructCoercion(Types.StructType.of(), null, growth);
        assertThatThrownBy(() -> columns.coerce(Map.of("a", 1L, "b", 2L)))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.rule()).isEqualTo(Rules.TOO_MANY_COLUMNS));
    }

    @Test
    void filesImplausibleTimesUnderIngestion() {
        EventTimes times =
                new EventTimes("meta.at", Duration.ofDays(2), Duration.ofHours(1), Clock.fixed(NOW, ZoneOffset.UTC));
        long ingested = NOW.minusSeconds(60).toEpochMilli();

        assertThat(times.stamp(Map.of("meta", Map.of("at", NOW.toEpochMilli())), ingested))
                .isEqualTo(new EventTimes.Stamp(NOW.toEpochMilli() * 1_000, null));
        assertThat(times.stamp(Map.of("meta", Map.of("at", 0L)), ingested))
                .isEqualTo(new EventTimes.Stamp(ingested * 1_000, "event_time_clamped:0"));
        assertThat(times.stamp(Map.of("meta", Map.of("at", -1L)), 0L))
                .isEqualTo(new EventTimes.Stamp(NOW.toEpochMilli() * 1_000, "event_time_clamped:-1"));
        assertThat(times.stamp(Map.of(), null))
                .isEqualTo(new EventTimes.Stamp(NOW.toEpochMilli() * 1_000, "event_time_missing"));
    }

    private static Growth growing() {
        return new Growth(true, true, 100);
    }
}

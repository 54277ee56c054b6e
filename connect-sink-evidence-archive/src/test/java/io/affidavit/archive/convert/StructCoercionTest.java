/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.table.SchemaChange;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Structs and maps as rows: what is passed on, what nulls become, what unknown fields ask for. */
class StructCoercionTest {

    private static final Type TEXT = Types.StringType.get();
    private static final Types.StructType STATE = Types.StructType.of(optional(1, "state", TEXT));

    @Test
    void givesEveryRecordARowOfItsOwn() {
        StructCoercion columns = row(Types.StructType.of(optional(2, "group", STATE)));
        Row first = (Row) columns.coerce(Map.of("group", Map.of("state", "first")));
        Row second = (Row) columns.coerce(Map.of("group", Map.of("state", "second")));
        assertThat(((Row) first.value(0)).value(0)).isEqualTo("first");
        assertThat(((Row) second.value(0)).value(0)).isEqualTo("second");
    }

    @Test
    void passesValuesOnWithoutCopyingWhereTheyFit() {
        List<String> list = List.of("a", "b");
        Map<String, String> map = Map.of("k", "v");
        Row row = (Row) row(Types.StructType.of(
                        optional(1, "list", Types.ListType.ofRequired(2, TEXT)),
                        optional(3, "map", Types.MapType.ofOptional(4, 5, TEXT, TEXT))))
                .coerce(Map.of("list", list, "map", map));
        assertThat(row.value(0)).isSameAs(list);
        assertThat(row.value(1)).isSameAs(map);
    }

    @Test
    void keepsNullsThatConnectWouldReplaceByDefaultsUnlessTold() {
        // Given a field with a default, sent as null, also where a struct becomes a map
        Schema schema = SchemaBuilder.struct()
                .field(
                        "state",
                        SchemaBuilder.string()
                                .optional()
                                .defaultValue("approved")
                                .build())
                .build();
        Struct struct = new Struct(schema).put("state", null);
        Type map = Types.MapType.ofOptional(3, 4, TEXT, TEXT);

        // When it is converted, then nobody said approved
        assertThat(((Row) row(STATE).coerce(struct)).value(0)).isNull();
        assertThat(new Coercions(growing(), false).to(map, "m").coerce(struct)).isEqualTo(Map.of());

        // But with archive.replace.null.with.default somebody did
        Coercions replacing = new Coercions(growing(), true);
        assertThat(((Row) replacing.to(STATE, "s").coerce(struct)).value(0)).isEqualTo("approved");
        assertThat(replacing.to(map, "m").coerce(struct)).isEqualTo(Map.of("state", "approved"));
    }

    static Stream<Arguments> logicalTypes() {
        Schema micros =
                SchemaBuilder.int64().name("io.debezium.time.MicroTimestamp").build();
        Schema nanos =
                SchemaBuilder.int64().name("io.debezium.time.NanoTimestamp").build();
        Schema microTime =
                SchemaBuilder.int64().name("io.debezium.time.MicroTime").build();
        Schema nanoTime =
                SchemaBuilder.int64().name("io.debezium.time.NanoTime").build();
        Type instant = Types.TimestampType.withZone();
        return Stream.of(
                Arguments.argumentSet(
                        "date as text", org.apache.kafka.connect.data.Date.SCHEMA, new Date(0), TEXT, "1970-01-01"),
                Arguments.argumentSet("time as text", Time.SCHEMA, new Date(61_000), TEXT, "00:01:01"),
                Arguments.argumentSet("microseconds", micros, -1L, instant, -1L),
                Arguments.argumentSet("nanoseconds", nanos, 1_999L, instant, 1L),
                Arguments.argumentSet("nanoseconds kept", nanos, 1_999L, Types.TimestampNanoType.withZone(), 1_999L),
                Arguments.argumentSet("microseconds of day", microTime, 5L, Types.TimeType.get(), 5L),
                Arguments.argumentSet("nanoseconds of day", nanoTime, 5_000L, Types.TimeType.get(), 5L),
                Arguments.argumentSet("microseconds as number", micros, 7L, Types.LongType.get(), 7L));
    }

    @ParameterizedTest
    @MethodSource("logicalTypes")
    void readsWhatOnlyTheSchemaSays(Schema schema, Object value, Type type, Object expected) {
        Schema around = SchemaBuilder.struct().field("f", schema).build();
        Row row = (Row) row(Types.StructType.of(optional(1, "f", type))).coerce(new Struct(around).put("f", value));
        assertThat(row.value(0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 86_400_000_000L, Long.MAX_VALUE})
    void refusesTimesOutsideADay(long micros) {
        Schema schema = SchemaBuilder.struct()
                .field(
                        "f",
                        SchemaBuilder.int64().name("io.debezium.time.MicroTime").build())
                .build();
        assertRefused(
                () -> row(Types.StructType.of(optional(1, "f", Types.TimeType.get())))
                        .coerce(new Struct(schema).put("f", micros)),
                Rules.OUT_OF_RANGE,
                "f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"custody", "_file", "_pos", "_row_id"})
    void refusesFieldsThatWouldOverwriteTheArchivesOrIcebergsOwn(String name) {
        StructCoercion columns = new Coercions(growing(), false)
                .toRow(Types.StructType.of(required(1, "custody", TEXT)), Set.of("custody"), Set.of());
        assertRefused(() -> columns.coerce(Map.of(name, "std")), Rules.RESERVED_FIELD, name);
        Schema schema = SchemaBuilder.struct().field(name, Schema.STRING_SCHEMA).build();
        assertRefused(() -> columns.coerce(new Struct(schema).put(name, "std")), Rules.RESERVED_FIELD, name);
    }

    @Test
    void asksForUnknownFieldsWhereverTheyAreNested() {
        // Given a struct inside a struct, a list and a map
        Growth growth = growing();
        Types.StructType type = Types.StructType.of(
                optional(2, "s", STATE),
                optional(3, "l", Types.ListType.ofOptional(4, Types.StructType.of(optional(5, "state", TEXT)))),
                optional(
                        6, "m", Types.MapType.ofOptional(7, 8, TEXT, Types.StructType.of(optional(9, "state", TEXT)))));
        Map<String, Object> unknown = Map.of("new", 1L);

        // When every one of them brings an unknown field, the list twice
        new Coercions(growth, false)
                .toRow(type, Set.of(), Set.of())
                .coerce(Map.of("s", unknown, "l", List.of(unknown, unknown), "m", Map.of("k", unknown)));

        // Then each is asked for once, by its path
        assertThat(growth.drain())
                .extracting(SchemaChange::path)
                .containsExactlyInAnyOrder("s.new", "l.element.new", "m.value.new");
    }

    @Test
    void asksAgainAfterTheFirstRecordWasRefused() {
        // Given a schema with an unknown field, first seen in a record that is refused for something else
        Growth growth = growing();
        StructCoercion columns = new Coercions(growth, false)
                .toRow(Types.StructType.of(optional(1, "n", Types.LongType.get())), Set.of(), Set.of());
        Schema schema = SchemaBuilder.struct()
                .field("n", Schema.STRING_SCHEMA)
                .field("unknown", Schema.STRING_SCHEMA)
                .build();
        assertRefused(
                () -> columns.coerce(new Struct(schema).put("n", "x").put("unknown", "u")), Rules.TYPE_MISMATCH, "n");
        growth.drain();

        // When a good record of that schema follows
        columns.coerce(new Struct(schema).put("n", "1").put("unknown", "u"));

        // Then its unknown field is not dropped
        assertThat(growth.drain()).containsExactly(new SchemaChange.AddColumn(null, "unknown", Types.StringType.get()));
    }

    @Test
    void widensRequiredColumnsWithoutMakingThemOptional() {
        Growth growth = growing();
        new Coercions(growth, false)
                .toRow(Types.StructType.of(required(1, "n", Types.IntegerType.get())), Set.of(), Set.of())
                .coerce(Map.of("n", 1L << 40));
        assertThat(growth.drain()).containsExactly(new SchemaChange.Widen("n", Types.LongType.get()));
    }

    static Stream<Arguments> nulls() {
        Type required = Types.ListType.ofRequired(2, TEXT);
        Type map = Types.MapType.ofRequired(2, 3, TEXT, TEXT);
        return Stream.of(
                Arguments.argumentSet("field", required(1, "f", TEXT), null, Rules.MISSING_REQUIRED, "f"),
                Arguments.argumentSet(
                        "element",
                        optional(1, "f", required),
                        java.util.Collections.singletonList(null),
                        Rules.NULL_ELEMENT,
                        "f.element"),
                Arguments.argumentSet(
                        "map value",
                        optional(1, "f", map),
                        java.util.Collections.singletonMap("k", null),
                        Rules.NULL_ELEMENT,
                        "f.value"));
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void relaxesWhatMustNotBeNullOrRefuses(Types.NestedField column, Object value, String rule, String path) {
        Map<String, Object> record = new java.util.HashMap<>();
        record.put("f", value);
        Growth growth = growing();
        new Coercions(growth, false)
                .toRow(Types.StructType.of(column), Set.of(), Set.of())
                .coerce(record);
        assertThat(growth.drain()).containsExactly(new SchemaChange.MakeOptional(path));

        Growth strict = new Growth(true, false, List.of(), 100);
        assertRefused(
                () -> new Coercions(strict, false)
                        .toRow(Types.StructType.of(column), Set.of(), Set.of())
                        .coerce(record),
                rule,
                path);
    }

    private static StructCoercion row(Types.StructType type) {
        return new Coercions(growing(), false).toRow(type, Set.of(), Set.of());
    }

    static Growth growing() {
        return new Growth(true, true, List.of(), 100);
    }

    static void assertRefused(Supplier<Object> conversion, String rule, String path) {
        assertThatThrownBy(conversion::get).isInstanceOfSatisfying(Rejection.class, rejection -> {
            assertThat(rejection.rule()).isEqualTo(rule);
            assertThat(rejection.path()).isEqualTo(path);
        });
    }
}

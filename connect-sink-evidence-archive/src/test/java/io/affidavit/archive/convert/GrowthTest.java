/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import static io.affidavit.archive.convert.StructCoercionTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.table.SchemaChange;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What columns records may ask for, and of which types. */
class GrowthTest {

    @Test
    void stopsAtTheLimitNestedColumnsIncluded() {
        // Given a table of two columns that may have four
        Growth growth = new Growth(true, true, List.of("a", "b"), 4);
        StructCoercion columns = new Coercions(growth, false).toRow(Types.StructType.of(), Set.of(), Set.of());

        // When a record brings two more, then they are asked for
        columns.coerce(Map.of("c", Map.of("x", 1L)));
        assertThat(growth.drain()).hasSize(1);

        // But not three
        assertRefused(() -> columns.coerce(Map.of("c", ordered("x", "y"))), Rules.TOO_MANY_COLUMNS, "c.y");
    }

    static Stream<Arguments> ambiguous() {
        return Stream.of(
                Arguments.argumentSet("case of a column", List.of("Name"), Map.of("name", 1L), "name"),
                Arguments.argumentSet("case within a record", List.of(), ordered("name", "NAME"), "NAME"),
                Arguments.argumentSet("case within a group", List.of(), Map.of("g", ordered("n", "N")), "g.N"),
                Arguments.argumentSet("dots of a column", List.of("g", "g.n"), Map.of("g.n", 1L), "g.n"));
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    void refusesNamesEnginesCannotTellApart(List<String> columns, Map<String, Object> record, String path) {
        Growth growth = new Growth(true, true, columns, 100);
        assertRefused(
                () -> new Coercions(growth, false)
                        .toRow(Types.StructType.of(), Set.of(), Set.of())
                        .coerce(record),
                Rules.AMBIGUOUS_FIELD,
                path);
    }

    @Test
    void refusesUnknownFieldsWhereTheTableIsFixed() {
        Growth growth = new Growth(false, false, List.of(), 100);
        assertRefused(
                () -> new Coercions(growth, false)
                        .toRow(Types.StructType.of(), Set.of(), Set.of())
                        .coerce(Map.of("a", 1L)),
                Rules.UNKNOWN_FIELD,
                "a");
    }

    @Test
    void neverChangesMapKeys() {
        Type type = Types.MapType.ofOptional(
                1, 2, Types.StructType.of(NestedField.required(3, "a", Types.LongType.get())), Types.LongType.get());
        Coercion coercion = new Coercions(StructCoercionTest.growing(), false).to(type, "m");
        assertRefused(() -> coercion.coerce(Map.of(Map.of("a", 1L, "b", 2L), 1L)), Rules.UNKNOWN_FIELD, "m.key.b");
        assertRefused(() -> coercion.coerce(Map.of(Map.of(), 1L)), Rules.MISSING_REQUIRED, "m.key.a");
    }

    static Stream<Arguments> inferred() {
        Schema bySize =
                SchemaBuilder.map(Schema.INT32_SCHEMA, Schema.STRING_SCHEMA).build();
        Schema byStruct = SchemaBuilder.map(
                        SchemaBuilder.struct().field("a", Schema.INT32_SCHEMA).build(), Schema.STRING_SCHEMA)
                .build();
        Schema sized =
                Decimal.builder(2).parameter("connect.decimal.precision", "12").build();
        Schema missized = Decimal.builder(2)
                .parameter("connect.decimal.precision", "many")
                .build();
        return Stream.of(
                Arguments.argumentSet("int16", Schema.INT16_SCHEMA, "int"),
                Arguments.argumentSet("date", Date.SCHEMA, "date"),
                Arguments.argumentSet("time", Time.SCHEMA, "time"),
                Arguments.argumentSet("timestamp", Timestamp.SCHEMA, "timestamptz"),
                Arguments.argumentSet("decimal", Decimal.schema(2), "decimal(38, 2)"),
                Arguments.argumentSet("decimal with precision", sized, "decimal(12, 2)"),
                Arguments.argumentSet("decimal with bad precision", missized, "decimal(38, 2)"),
                Arguments.argumentSet("decimal of negative scale", Decimal.schema(-2), "string"),
                Arguments.argumentSet("map by int", bySize, "map<int, string>"),
                Arguments.argumentSet("map by struct", byStruct, "map<string, string>"),
                Arguments.argumentSet("empty struct", SchemaBuilder.struct().build(), "string"));
    }

    @ParameterizedTest
    @MethodSource("inferred")
    void infersTypesFromSchemas(Schema schema, String type) {
        assertThat(TypeInference.ofSchema(schema)).hasToString(type);
    }

    static Stream<Arguments> inferredFromValues() {
        return Stream.of(
                Arguments.argumentSet("whole number", 1L, "long"),
                Arguments.argumentSet("fraction", 0.5, "double"),
                Arguments.argumentSet("number too long for either", new BigDecimal("0.12345678901234567890"), "string"),
                Arguments.argumentSet("numbers", Arrays.asList(1L, null, 0.5), "list<double>"),
                Arguments.argumentSet("mixed", List.of(1L, "a"), "list<string>"),
                Arguments.argumentSet("bytes", new byte[0], "binary"),
                Arguments.argumentSet("empty object", Map.of(), "string"));
    }

    @ParameterizedTest
    @MethodSource("inferredFromValues")
    void infersTypesFromValues(Object value, String type) {
        assertThat(TypeInference.ofValue(value, 0)).get().hasToString(type);
    }

    @Test
    void infersNothingFromEmptyLists() {
        assertThat(TypeInference.ofValue(Arrays.asList((Object) null), 0)).isEmpty();
    }

    @Test
    void asksForTheDifferenceOnly() {
        Growth growth = new Growth(true, true, List.of("a"), 100);
        new Coercions(growth, false)
                .toRow(Types.StructType.of(NestedField.optional(1, "a", Types.LongType.get())), Set.of(), Set.of())
                .coerce(ordered("a", "b"));
        assertThat(growth.drain()).containsExactly(new SchemaChange.AddColumn(null, "b", Types.LongType.get()));
    }

    private static Map<String, Object> ordered(String... names) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String name : names) {
            map.put(name, 1L);
        }
        return map;
    }
}

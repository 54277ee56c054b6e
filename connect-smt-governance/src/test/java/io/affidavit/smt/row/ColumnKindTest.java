/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnKindTest {

    private static final Schema DECIMAL = Decimal.schema(2);
    private static final Schema ARRAY =
            SchemaBuilder.array(Schema.STRING_SCHEMA).build();

    static Stream<Arguments> schemas() {
        return Stream.of(
                schema(Schema.STRING_SCHEMA, "text decimal time json any"),
                schema(Schema.INT32_SCHEMA, "number decimal boolean time any"),
                schema(Schema.OPTIONAL_FLOAT64_SCHEMA, "number decimal boolean time any"),
                schema(Schema.BOOLEAN_SCHEMA, "boolean any"),
                schema(Schema.BYTES_SCHEMA, "any"),
                schema(DECIMAL, "number decimal any"),
                schema(Timestamp.SCHEMA, "time any"),
                schema(ARRAY, "json any"));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void knowsWhichSchemasFit(Schema schema, String kinds) {
        assertThat(Stream.of(ColumnKind.values())
                        .filter(kind -> kind.fits(schema))
                        .map(ColumnKind::text))
                .containsExactly(kinds.split(" "));
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.argumentSet("text", "x", "text decimal time json any"),
                Arguments.argumentSet("digits", "-12", "text number decimal time json any"),
                Arguments.argumentSet("number", 12L, "number decimal boolean time any"),
                Arguments.argumentSet("decimal", new BigDecimal("1.5"), "number decimal boolean time any"),
                Arguments.argumentSet("boolean", true, "boolean any"),
                Arguments.argumentSet("date", new Date(0), "time any"),
                Arguments.argumentSet("map", Map.of(), "json any"),
                Arguments.argumentSet("list", List.of(), "json any"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void knowsWhichValuesFit(Object value, String kinds) {
        assertThat(Stream.of(ColumnKind.values())
                        .filter(kind -> kind.fits(value))
                        .map(ColumnKind::text))
                .containsExactly(kinds.split(" "));
    }

    private static Arguments schema(Schema schema, String kinds) {
        return Arguments.argumentSet(schema.type() + " " + schema.name(), schema, kinds);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowTest {

    private static final Types.StructType GROUP =
            Types.StructType.of(Types.NestedField.optional(1, "name", Types.StringType.get()));
    private static final Types.StructType TABLE = Types.StructType.of(Types.NestedField.optional(2, "group", GROUP));

    @Test
    void staysAsItIsWhenTheNextRecordIsConverted() {
        // Given a row with a nested one
        StructCoercion columns = new StructCoercion(TABLE, null, new Growth(false, false, 0));
        Row first = (Row) columns.coerce(Map.of("group", Map.of("name", "first")));

        // When another record is converted
        Row second = (Row) columns.coerce(Map.of("group", Map.of("name", "second")));

        // Then both can be written
        assertThat(((Row) first.value(0)).value(0)).isEqualTo("first");
        assertThat(((Row) second.value(0)).value(0)).isEqualTo("second");
    }

    static Stream<Arguments> weights() {
        return Stream.of(
                Arguments.argumentSet("text", "x".repeat(1000), 1000, 1060),
                Arguments.argumentSet("wide text", "\u65e5".repeat(1000), 2000, 2060),
                Arguments.argumentSet("short wide text", "a\u65e5", 4, 60),
                Arguments.argumentSet("empty text", "", 0, 60),
                Arguments.argumentSet("bytes", ByteBuffer.wrap(new byte[500]), 500, 600),
                Arguments.argumentSet("number", 7L, 16, 24),
                Arguments.argumentSet("decimal", new BigDecimal("1".repeat(38)), 16, 100),
                Arguments.argumentSet("list", List.of("a".repeat(100), "b".repeat(100)), 200, 400),
                Arguments.argumentSet("map", Map.of("k".repeat(100), "v".repeat(100)), 200, 450));
    }

    @ParameterizedTest
    @MethodSource("weights")
    void weighsWhatItHolds(Object value, int least, int most) {
        // Given an empty row, itself nested in one
        Row row = new Row(1);
        long empty = row.bytes();

        // When it is given a value
        row.set(0, value);
        Row outer = new Row(1);
        outer.set(0, row);

        // Then it weighs that much more, and so does the row around it
        assertThat(row.bytes() - empty).isBetween((long) least, (long) most);
        assertThat(outer.bytes()).isEqualTo(empty + row.bytes());
    }
}

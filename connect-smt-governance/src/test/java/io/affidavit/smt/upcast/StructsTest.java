/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StructsTest {

    private static final Schema LOOSE = SchemaBuilder.struct()
            .field("text", Schema.OPTIONAL_STRING_SCHEMA)
            .field("count", SchemaBuilder.int64().optional().defaultValue(7L).build())
            .optional()
            .build();
    private static final Schema STRICT = SchemaBuilder.struct()
            .field("text", Schema.STRING_SCHEMA)
            .optional()
            .build();
    private static final Schema LIST = SchemaBuilder.array(STRICT).optional().build();
    private static final Schema WITHOUT_NULLS = SchemaBuilder.array(
                    SchemaBuilder.struct().field("text", Schema.STRING_SCHEMA).build())
            .optional()
            .build();
    private static final Schema EVENT = SchemaBuilder.struct()
            .field("id", Schema.STRING_SCHEMA)
            .field("loose", LOOSE)
            .field("strict", STRICT)
            .field("list", LIST)
            .field("items", WITHOUT_NULLS)
            .field("words", SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build())
            .build();

    @Test
    void closesObjectsOfEveryKind() {
        Fields event = fields(Map.of("id", "e"));
        event.put("loose", fields(Map.of("text", "l")));
        event.put("strict", fields(Map.of("text", "s")));
        event.put("list", Arrays.asList(fields(Map.of("text", "i")), null, strict("j")));
        event.put("words", List.of("w"));

        Struct struct = (Struct) Structs.fitted(event, EVENT);

        struct.validate();
        assertThat(struct)
                .isEqualTo(new Struct(EVENT)
                        .put("id", "e")
                        .put("loose", new Struct(LOOSE).put("text", "l"))
                        .put("strict", strict("s"))
                        .put("list", Arrays.asList(strict("i"), null, strict("j")))
                        .put("words", List.of("w")));
    }

    @Test
    void closesStructsOfAnotherSchemaInTheOrderOfTheirFields() {
        Schema other = SchemaBuilder.struct()
                .field("count", Schema.INT64_SCHEMA)
                .field("text", Schema.STRING_SCHEMA)
                .field("more", Schema.STRING_SCHEMA)
                .build();
        Struct struct = new Struct(other).put("count", 1L).put("text", "t").put("more", "dropped");

        assertThat(Structs.fitted(struct, LOOSE))
                .isEqualTo(new Struct(LOOSE).put("text", "t").put("count", 1L));
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                Arguments.argumentSet("a required field is missing", Map.of()),
                Arguments.argumentSet("another type", Map.of("id", 1L)),
                Arguments.argumentSet("another type in a group", with("loose", fields(Map.of("text", 1L)))),
                Arguments.argumentSet("a required field of a group is missing", with("strict", fields(Map.of()))),
                Arguments.argumentSet("a group where a text belongs", with("id", fields(Map.of()))),
                Arguments.argumentSet("a Struct where a text belongs", with("id", strict("x"))),
                Arguments.argumentSet("a text where a group belongs", with("loose", "text")),
                Arguments.argumentSet("a text in a list of Structs", with("list", List.of("text"))),
                Arguments.argumentSet("a map in a list of Structs", with("list", List.of(Map.of("text", "x")))),
                Arguments.argumentSet("a field is missing in a list", with("list", List.of(fields(Map.of())))),
                Arguments.argumentSet("null in a list without", with("items", Arrays.asList(strict("x"), null))),
                Arguments.argumentSet("a Struct in a list of texts", with("words", List.of(strict("x")))));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void refusesWhatDoesNotFit(Map<String, Object> members) {
        Fields event = fields(members);

        assertThatThrownBy(() -> Structs.fitted(event, EVENT)).isInstanceOf(DataException.class);
    }

    private static Map<String, Object> with(String name, Object value) {
        return name.equals("id") ? Map.of("id", value) : Map.of("id", "e", name, value);
    }

    private static Fields fields(Map<String, Object> members) {
        Fields fields = new Fields();
        fields.putAll(members);
        return fields;
    }

    private static Struct strict(String text) {
        return new Struct(STRICT).put("text", text);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointerTest {

    private static final Schema INNER = SchemaBuilder.struct()
            .optional()
            .field("text", Schema.OPTIONAL_STRING_SCHEMA)
            .field(
                    "kept",
                    SchemaBuilder.string().optional().defaultValue("default").build())
            .build();
    private static final Schema OUTER = SchemaBuilder.struct()
            .field("a/b~c.d", INNER)
            .field("list", SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build())
            .build();

    @Test
    void replacesInStructsWithoutTouchingTheOriginalOrNulls() {
        // Given
        Struct inner = new Struct(INNER).put("text", "old").put("kept", null);
        Struct value = new Struct(OUTER).put("a/b~c.d", inner).put("list", List.of("x", "y"));
        Pointer place = Pointer.WHOLE.child("a/b~c.d").child("text");

        // When
        Struct copy = (Struct) place.replacedIn(value, "new");

        // Then
        assertThat(place).hasToString("/a~1b~0c.d/text").isEqualTo(Pointer.parse("/a~1b~0c.d/text"));
        assertThat(place.in(copy)).isEqualTo("new");
        assertThat(copy.getStruct("a/b~c.d").getWithoutDefault("kept")).isNull();
        assertThat(copy.get("list")).isSameAs(value.get("list"));
        assertThat(place.in(value)).isEqualTo("old");
        assertThat(Pointer.parse("/list/1").in(Pointer.parse("/list/1").replacedIn(value, "z")))
                .isEqualTo("z");
    }

    @Test
    void replacesInMapsListsAndWholeValues() {
        Map<String, Object> value = Map.of("messages", List.of(Map.of("text", "old"), Map.of("text", "other")));

        Object copy = Pointer.parse("/messages/0/text").replacedIn(value, "new");

        assertThat(copy).isEqualTo(Map.of("messages", List.of(Map.of("text", "new"), Map.of("text", "other"))));
        assertThat(value.toString()).contains("old").doesNotContain("new");
        assertThat(Pointer.WHOLE.replacedIn("old", "new")).isEqualTo("new");
        assertThat(Pointer.parse("")).isEqualTo(Pointer.WHOLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/none", "/messages/2", "/messages/-1", "/messages/x", "/messages/0/text/deeper", "/"})
    void findsNothingWhereNothingIsAndReplacesNothingThere(String text) {
        Map<String, Object> value = Map.of("messages", List.of(Map.of("text", "old"), Map.of("text", "other")));

        assertThat(Pointer.parse(text).in(value)).isNull();
        assertThatThrownBy(() -> Pointer.parse(text).replacedIn(value, "new"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatIsNoPointer() {
        assertThatThrownBy(() -> Pointer.parse("messages")).isInstanceOf(IllegalArgumentException.class);
    }
}

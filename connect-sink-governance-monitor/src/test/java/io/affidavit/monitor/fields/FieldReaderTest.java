/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.affidavit.core.data.FieldPath;
import io.affidavit.core.data.JsonText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldReaderTest {

    private static final String JSON = """
            {"event_time": 1764000000000, "model": {"request_model": "gpt", "other": [1, {"a": 2}]},
             "decision": {"score": 0.25, "approved": true, "tools": [{"name": null}, {"name": "x"}, {"name": "y"}]},
             "cost": "0.0125", "text": {"request_model": "not this one"}}""";

    private final FieldSet set = new FieldSet();
    private final int time = set.add(FieldPath.parse("event_time"));
    private final int model = set.add(FieldPath.parse("model.request_model"));
    private final int score = set.add(FieldPath.parse("decision.score"));
    private final int approved = set.add(FieldPath.parse("decision.approved"));
    private final int tool = set.add(FieldPath.parse("decision.tools.name"));
    private final int cost = set.add(FieldPath.parse("cost"));
    private final int absent = set.add(FieldPath.parse("decision.absent"));
    private final FieldValues values = new FieldValues(set.size());

    static Stream<Arguments> forms() {
        return Stream.of(
                argumentSet("text", JSON),
                argumentSet("bytes", JSON.getBytes(StandardCharsets.UTF_8)),
                argumentSet("buffer", ByteBuffer.wrap(JSON.getBytes(StandardCharsets.UTF_8))),
                argumentSet("maps", JsonText.parse(JSON)),
                argumentSet("struct", struct()));
    }

    private static Struct struct() {
        Schema toolSchema = SchemaBuilder.struct()
                .field("name", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Schema decision = SchemaBuilder.struct()
                .field("score", Schema.FLOAT64_SCHEMA)
                .field("approved", Schema.BOOLEAN_SCHEMA)
                .field("tools", SchemaBuilder.array(toolSchema).build())
                .build();
        Schema modelSchema = SchemaBuilder.struct()
                .field("request_model", Schema.STRING_SCHEMA)
                .build();
        Schema schema = SchemaBuilder.struct()
                .field("event_time", Timestamp.SCHEMA)
                .field("model", modelSchema)
                .field("decision", decision)
                .field("cost", Schema.STRING_SCHEMA)
                .build();
        return new Struct(schema)
                .put("event_time", new Date(1_764_000_000_000L))
                .put("model", new Struct(modelSchema).put("request_model", "gpt"))
                .put(
                        "decision",
                        new Struct(decision)
                                .put("score", .25)
                                .put("approved", true)
                                .put(
                                        "tools",
                                        List.of(
                                                new Struct(toolSchema),
                                                new Struct(toolSchema).put("name", "x"),
                                                new Struct(toolSchema).put("name", "y"))))
                .put("cost", "0.0125");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void readsTheSameFieldsOfEveryForm(Object value) {
        assertThat(new FieldReader(set).read(value, values)).isTrue();

        assertThat(values.number(time)).isEqualTo(1_764_000_000_000d);
        assertThat(values.text(time)).isEqualTo("1764000000000");
        assertThat(values.text(model)).isEqualTo("gpt");
        assertThat(values.number(score)).isEqualTo(.25);
        assertThat(values.text(approved)).isEqualTo("true");
        assertThat(values.holds(approved, true)).isTrue();
        assertThat(values.text(tool)).isEqualTo("x");
        assertThat(values.number(cost)).isEqualTo(.0125);
        assertThat(values.present(absent)).isFalse();
        assertThat(values.number(absent)).isNaN();
    }

    @Test
    void forgetsTheRecordBefore() {
        FieldReader reader = new FieldReader(set);
        reader.read(JSON, values);

        assertThat(reader.read("{}", values)).isTrue();

        assertThat(values.present(model)).isFalse();
        assertThat(values.present(score)).isFalse();
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                argumentSet("no JSON", "gpt"),
                argumentSet("no object", "[{\"cost\": 1}]"),
                argumentSet("cut off", "{\"cost\": 1"),
                argumentSet("more than one", "{\"cost\": 1} {}"),
                argumentSet("a field twice", "{\"cost\": 1, \"cost\": 2}"),
                argumentSet("bytes that are no UTF-8", new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}),
                argumentSet("a number", 7L));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void readsNothingOfWhatIsNoObject(Object value) {
        assertThat(new FieldReader(set).read(value, values)).isFalse();
    }

    @Test
    void holdsAValueOnlyOfItsOwnType() {
        new FieldReader(set).read("{\"cost\": 1, \"model\": {\"request_model\": \"1\"}}", values);

        assertThat(values.holds(cost, 1L)).isTrue();
        assertThat(values.holds(cost, 1.0)).isTrue();
        assertThat(values.holds(cost, "1")).isFalse();
        assertThat(values.holds(model, "1")).isTrue();
        assertThat(values.holds(model, 1L)).isFalse();
        assertThat(values.holds(absent, "")).isFalse();
    }
}

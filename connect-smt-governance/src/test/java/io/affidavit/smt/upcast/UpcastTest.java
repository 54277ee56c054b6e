/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.affidavit.core.data.FieldPath;
import io.affidavit.core.data.JsonText;
import io.affidavit.smt.version.SchemaVersion;
import io.affidavit.smt.version.VersionRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps do to maps and to Structs what they say, and nothing else. */
class UpcastTest {

    private static final String EVERY_STEP = """
            - rename: {path: user, to: user_id}
            - move: {from: model_name, to: model.name}
            - default: {path: tenant, value: acme}
            - cast: {path: usage.tokens, to: int64}
            - drop: debug
            - map: {path: status, values: {ok: success, err: error}, otherwise: keep}
            - constant: {path: origin, value: "7", type: int64}
            - split: {path: person, by: " ", into: [person_first, person_last]}
            - merge: {paths: [region, zone], by: "-", to: place}
            - compute: {path: total, type: int64, jsonata: "usage.tokens + usage.cached"}
            - each: {path: messages, steps: [{rename: {path: text, to: content}}, {default: {path: role, value: user}}]}
            """;

    private static final String OLD = """
            {"schema_version":"1.0","user":"u-1","model_name":"m","debug":{"x":1},"status":"ok","person":"Ada King Lovelace",
            "region":"eu","zone":"1","usage":{"tokens":"12","cached":3},"messages":[{"text":"hi"},{"text":"yo","role":"system"}]}
            """;

    private static final String NEW = """
            {"schema_version":"2.0.0","status":"success","usage":{"tokens":12,"cached":3},
            "messages":[{"content":"hi","role":"user"},{"role":"system","content":"yo"}],"user_id":"u-1","model":{"name":"m"},
            "tenant":"acme","origin":7,"person_first":"Ada","person_last":"King Lovelace","place":"eu-1","total":15}
            """;

    @Test
    void doesEveryStepToMaps() {
        Object old = JsonText.parse(OLD);
        String before = JsonText.write(old);

        SchemaAndValue upcast = upcast(EVERY_STEP).apply(null, old);

        assertThat(upcast.value()).isEqualTo(JsonText.parse(NEW));
        assertThat(JsonText.write(old)).isEqualTo(before);
    }

    @Test
    void doesEveryStepToStructs() {
        Struct old = struct();
        String before = old.toString();
        Upcast upcast = upcast(EVERY_STEP);

        SchemaAndValue result = upcast.apply(old.schema(), old);

        Struct value = (Struct) result.value();
        value.validate();
        assertThat(value.schema()).isSameAs(result.schema());
        assertThat(Plain.of(value)).isEqualTo(JsonText.parse(NEW));
        assertThat(result.schema().name()).isEqualTo("chat.event");
        assertThat(result.schema().version()).isEqualTo(2);
        assertThat(result.schema().field("model").schema().name()).isEqualTo("chat.event.model");
        assertThat(result.schema()
                        .field("usage")
                        .schema()
                        .field("tokens")
                        .schema()
                        .type())
                .isEqualTo(Schema.Type.INT64);
        assertThat(old).hasToString(before);
        assertThat(upcast.apply(old.schema(), struct()).schema()).isSameAs(result.schema());
    }

    @Test
    void sharesWhatDoesNotChange() {
        Map<String, Object> untouched = Map.of("deep", List.of(1, 2));
        Map<String, Object> old = new HashMap<>(Map.of("a", 1L, "kept", untouched));

        Map<?, ?> result = (Map<?, ?>)
                upcast("- rename: {path: a, to: b}\n").apply(null, old).value();

        assertThat(result.get("kept")).isSameAs(untouched);
        assertThat(result.get("b")).isEqualTo(1L);
        assertThat(old).containsOnlyKeys("a", "kept");
    }

    @Test
    void leavesAbsentFieldsAlone() {
        Map<String, Object> old = Map.of("other", 1L);

        Object result = upcast("""
                        - rename: {path: user, to: user_id}
                        - move: {from: a.b, to: c.d}
                        - cast: {path: x.y, to: int64}
                        - drop: z
                        - map: {path: s, values: {a: b}}
                        - split: {path: p, by: ",", into: [q, r]}
                        - merge: {paths: [m, n], by: ",", to: o}
                        - each: {path: list, steps: [{drop: t}]}
                        """).apply(null, old).value();

        assertThat(result).isSameAs(old);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cast: {path: usage.tokens, to: int64} | {\"usage\":{\"tokens\":\"many\"}} | schema.migration.value | usage.tokens",
                "cast: {path: n, to: int32} | {\"n\":3000000000} | schema.migration.value | n",
                "cast: {path: n, to: int64} | {\"n\":1e999999999} | schema.migration.value | n",
                "cast: {path: n, to: boolean} | {\"n\":{}} | schema.migration.value | n",
                "rename: {path: a, to: b} | {\"a\":1,\"b\":2} | schema.migration.conflict | b",
                "move: {from: a, to: b.c} | {\"a\":1,\"b\":\"text\"} | schema.migration.shape | b",
                "map: {path: s, values: {a: b}} | {\"s\":\"secret\"} | schema.migration.value | s",
                "split: {path: s, by: x, into: [t, u]} | {\"s\":5} | schema.migration.value | s",
                "merge: {paths: [s, t], by: x, to: u} | {\"s\":{}} | schema.migration.value | s",
                "each: {path: s, steps: []} | {\"s\":{}} | schema.migration.shape | s",
                "compute: {path: s, type: int64, jsonata: `$number(t)`} | {\"t\":\"secret\"} | schema.migration.expression | s",
            })
    void refusesWhatWouldLoseContentAndRepeatsNone(String step, String json, String rule, String path) {
        Upcast upcast = upcast("- " + step.replace('`', '"') + "\n");

        UpcastException refused =
                catchThrowableOfType(UpcastException.class, () -> upcast.apply(null, JsonText.parse(json)));

        assertThat(refused).hasNoCause();
        assertThat(refused.rule()).isEqualTo(rule);
        assertThat(refused.path()).isEqualTo(path);
        assertThat(refused.getMessage()).doesNotContain("secret", "many");
    }

    @Test
    void stopsExpressionsThatRunAway() {
        Upcast upcast = upcast("""
                - compute:
                    path: x
                    type: int64
                    jsonata: "($f := function($n) {$n < 1 ? 0 : $f($n + 1)}; $f(1))"
                """);
        long start = System.nanoTime();

        UpcastException refused =
                catchThrowableOfType(UpcastException.class, () -> upcast.apply(null, Map.of("a", 1L)));

        assertThat(refused.rule()).isEqualTo("schema.migration.expression");
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    @Test
    void keepsValuesThatMovedApartFromTheirOldPlace() {
        Object result = upcast("""
                        - move: {from: old.inner, to: fresh}
                        - constant: {path: fresh.mark, value: x}
                        - constant: {path: old.mark, value: y}
                        """)
                .apply(null, JsonText.parse("{\"old\":{\"inner\":{\"a\":1},\"b\":2}}"))
                .value();

        assertThat(result)
                .isEqualTo(JsonText.parse("{\"old\":{\"b\":2,\"mark\":\"y\"},\"fresh\":{\"a\":1,\"mark\":\"x\"}}"));
    }

    @Test
    void runsChainsInOrder() {
        Migrations migrations = Migrations.of("""
                format: 1
                migrations:
                  - {from: "1", to: "2", steps: [{rename: {path: a, to: b}}]}
                  - {from: ">=2 <3", to: "3.0", steps: [{rename: {path: b, to: c}}]}
                """);
        Upcasts upcasts = migrations.to(
                SchemaVersion.of("3"), VersionRange.parse(">=2.5 <=3"), FieldPath.parse("schema_version"));
        assertThat(upcasts.from(SchemaVersion.of("3"))).isNull();
        assertThat(upcasts.from(SchemaVersion.of("2.7"))
                        .apply(null, Map.of("b", 1L, "schema_version", 2L))
                        .value())
                .isEqualTo(Map.of("c", 1L, "schema_version", 3L));

        Upcasts both = Migrations.of("""
                format: 1
                migrations:
                  - {from: "1", to: "2", steps: [{rename: {path: a, to: b}}]}
                  - {from: "2", to: "3", steps: [{rename: {path: b, to: c}}]}
                """).to(SchemaVersion.of("3"), VersionRange.parse("1"), null);
        assertThat(both.from(SchemaVersion.of("1")).apply(null, Map.of("a", 1L)).value())
                .isEqualTo(Map.of("c", 1L));
    }

    static Upcast upcast(String steps) {
        String yaml = "format: 1\nmigrations:\n  - from: \"1\"\n    to: \"2\"\n    steps:\n" + steps.indent(6);
        return Migrations.of(yaml)
                .to(SchemaVersion.of("2"), VersionRange.parse("1"), FieldPath.parse("schema_version"))
                .from(SchemaVersion.of("1"));
    }

    private static Struct struct() {
        Schema usage = SchemaBuilder.struct()
                .name("chat.usage")
                .field("tokens", Schema.STRING_SCHEMA)
                .field("cached", Schema.INT64_SCHEMA)
                .optional()
                .build();
        Schema debug = SchemaBuilder.struct()
                .field("x", Schema.INT64_SCHEMA)
                .optional()
                .build();
        Schema message = SchemaBuilder.struct()
                .name("chat.message")
                .field("text", Schema.STRING_SCHEMA)
                .field("role", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Schema schema = SchemaBuilder.struct()
                .name("chat.event")
                .version(1)
                .field("schema_version", Schema.STRING_SCHEMA)
                .field("user", Schema.STRING_SCHEMA)
                .field("model_name", Schema.STRING_SCHEMA)
                .field("debug", debug)
                .field("status", Schema.STRING_SCHEMA)
                .field("person", Schema.STRING_SCHEMA)
                .field("region", Schema.STRING_SCHEMA)
                .field("zone", Schema.STRING_SCHEMA)
                .field("usage", usage)
                .field("messages", SchemaBuilder.array(message).build())
                .build();
        return new Struct(schema)
                .put("schema_version", "1.0")
                .put("user", "u-1")
                .put("model_name", "m")
                .put("debug", new Struct(debug).put("x", 1L))
                .put("status", "ok")
                .put("person", "Ada King Lovelace")
                .put("region", "eu")
                .put("zone", "1")
                .put("usage", new Struct(usage).put("tokens", "12").put("cached", 3L))
                .put(
                        "messages",
                        List.of(
                                new Struct(message).put("text", "hi"),
                                new Struct(message).put("text", "yo").put("role", "system")));
    }
}

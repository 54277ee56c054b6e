/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static io.affidavit.smt.TransformContract.CANARY;
import static io.affidavit.smt.TransformContract.picture;
import static io.affidavit.smt.TransformContract.sink;
import static io.affidavit.smt.TransformContract.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.affidavit.core.data.JsonText;
import io.affidavit.core.tags.GovHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every version, in every shape, under every reject mode, ends in exactly one place. */
class SchemaMatrixTest {

    private static final String MIGRATIONS = """
            format: 1
            migrations:
              - {from: ">=1 <2", to: "2", steps: [{rename: {path: user, to: user_id}}, {cast: {path: size, to: int64}}]}
              - {from: ">=2 <3", to: "3", steps: [{move: {from: user_id, to: identity.user_id}}]}
            """;

    private static final String CONTRACT =
            "{\"required\":[\"identity\"],\"properties\":{\"identity\":{\"required\":[\"user_id\"]},"
                    + "\"size\":{\"type\":\"integer\"},\"text\":{\"type\":\"string\"}}}";

    private enum End {
        PASS,
        UPCAST,
        QUARANTINE,
        FAIL,
        TAG,
        DROP
    }

    private enum Form {
        STRUCT,
        MAP,
        TEXT,
        BYTES,
        BUFFER
    }

    /** What a record states, what it holds, and which key decides if it may not pass. */
    private enum Case {
        TARGET("3.0", null),
        OLD("1.4", null),
        OLDER("2.0", null),
        FUTURE("3.0.1", "on.future"),
        PAST("0.9", "on.unknown"),
        MISSING(null, "on.missing"),
        INVALID(CANARY, "on.invalid"),
        BROKEN("3.0", "on.contract"),
        UNCASTABLE("1.0", "on.reject");

        private final String version;
        private final String key;

        Case(String version, String key) {
            this.version = version;
            this.key = key;
        }
    }

    static Stream<Arguments> matrix() {
        List<Arguments> matrix = new ArrayList<>();
        for (Case stated : Case.values()) {
            for (Form form : Form.values()) {
                for (String mode : List.of("quarantine", "fail", "tag", "drop")) {
                    boolean closed = "on.future".equals(stated.key) || "on.reject".equals(stated.key);
                    if (!mode.equals("tag") || !closed) {
                        matrix.add(Arguments.argumentSet(stated + " " + form + " " + mode, stated, form, mode));
                    }
                }
            }
        }
        return matrix.stream();
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void endsInExactlyOnePlace(Case stated, Form form, String mode) {
        // Given
        SchemaAndValue value = value(stated, form);
        SourceRecord record = source(value.schema(), value.value());
        String before = picture(record);
        EnforceSchemaVersion<SourceRecord> gate = gate(stated, mode);

        // When
        List<SourceRecord> out = new ArrayList<>();
        Throwable thrown = catchThrowable(() -> out.add(gate.apply(record)));

        // Then
        End end = end(thrown, out);
        assertThat(end).isEqualTo(expected(stated, mode));
        assertThat(picture(record)).isEqualTo(before);
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(DataException.class).hasNoCause();
            assertThat(thrown.getMessage()).doesNotContain(CANARY);
        }
        if (end == End.QUARANTINE) {
            assertThat(picture(out.get(0))).doesNotContain(CANARY);
        }
        if (end == End.UPCAST) {
            assertThat(GovHeaders.text(out.get(0).headers(), "gov.migrated.from"))
                    .isEqualTo(stated == Case.OLD ? "1.4.0" : "2.0.0");
        }
        if (end == End.UPCAST || end == End.PASS) {
            assertThat(GovHeaders.text(out.get(0).headers(), "gov.schema")).isEqualTo(name(form) + ":3.0.0");
            Map<?, ?> content = content(out.get(0));
            assertThat(content.get("schema_version").toString()).startsWith("3.0");
            assertThat(((Map<?, ?>) content.get("identity")).get("user_id")).isEqualTo("u-1");
            assertThat(form(out.get(0).value())).isEqualTo(form);
            assertThat(gate.apply(out.get(0)).value())
                    .as("read again")
                    .isSameAs(out.get(0).value());
        }
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void neverLetsAForeignSinkSeeWhatMayNotPass(Case stated, Form form, String mode) {
        SchemaAndValue value = value(stated, form);
        EnforceSchemaVersion<SinkRecord> gate = gate(stated, mode);

        List<SinkRecord> out = new ArrayList<>();
        Throwable thrown = catchThrowable(() -> out.add(gate.apply(sink(value.schema(), value.value()))));

        End expected = expected(stated, mode) == End.QUARANTINE ? End.FAIL : expected(stated, mode);
        assertThat(end(thrown, out)).isEqualTo(expected);
    }

    private static End expected(Case stated, String mode) {
        return switch (stated) {
            case TARGET -> End.PASS;
            case OLD, OLDER -> End.UPCAST;
            default -> End.valueOf(mode.toUpperCase(java.util.Locale.ROOT));
        };
    }

    private static End end(Throwable thrown, List<? extends ConnectRecord<?>> out) {
        if (thrown != null) {
            return End.FAIL;
        }
        ConnectRecord<?> record = out.get(0);
        if (record == null) {
            return End.DROP;
        }
        if (GovHeaders.has(record.headers(), GovHeaders.REJECT_RULE)) {
            assertThat(record.topic()).isEqualTo("governance-quarantine");
            return End.QUARANTINE;
        }
        assertThat(record.topic()).isEqualTo("ai-logs");
        if (GovHeaders.has(record.headers(), GovHeaders.RULES)) {
            return End.TAG;
        }
        return GovHeaders.has(record.headers(), GovHeaders.MIGRATED_FROM) ? End.UPCAST : End.PASS;
    }

    private static <R extends ConnectRecord<R>> EnforceSchemaVersion<R> gate(Case stated, String mode) {
        Map<String, String> config = new HashMap<>(
                Map.of("accept", ">=1.0 <=3", "target", "3.0", "migrations", MIGRATIONS, "contract", CONTRACT));
        if (stated.key != null) {
            config.put(stated.key, mode);
        }
        EnforceSchemaVersion<R> gate = new EnforceSchemaVersion<>();
        gate.configure(config);
        return gate;
    }

    private static Form form(Object value) {
        if (value instanceof Struct) {
            return Form.STRUCT;
        }
        if (value instanceof Map<?, ?>) {
            return Form.MAP;
        }
        return value instanceof String ? Form.TEXT : value instanceof byte[] ? Form.BYTES : Form.BUFFER;
    }

    private static String name(Form form) {
        return form == Form.STRUCT ? "chat.event" : "unnamed";
    }

    private static SchemaAndValue value(Case stated, Form form) {
        Map<String, Object> map = new LinkedHashMap<>(Map.of("text", CANARY));
        if (stated.version != null) {
            map.put("schema_version", stated.version);
        }
        switch (stated) {
            case OLD -> map.putAll(Map.of("user", "u-1", "size", "12"));
            case OLDER -> map.putAll(Map.of("user_id", "u-1", "size", 12L));
            case BROKEN -> map.putAll(Map.of("identity", Map.of("user_id", "u-1"), "size", CANARY));
            case UNCASTABLE -> map.putAll(Map.of("user", "u-1", "size", CANARY));
            default -> map.putAll(Map.of("identity", Map.of("user_id", "u-1"), "size", 12L));
        }
        String json = JsonText.write(map);
        return switch (form) {
            case STRUCT -> {
                Struct struct = struct("chat.event", map);
                yield new SchemaAndValue(struct.schema(), struct);
            }
            case MAP -> new SchemaAndValue(null, map);
            case TEXT -> new SchemaAndValue(Schema.STRING_SCHEMA, json);
            case BYTES -> new SchemaAndValue(Schema.BYTES_SCHEMA, json.getBytes(StandardCharsets.UTF_8));
            case BUFFER ->
                new SchemaAndValue(Schema.BYTES_SCHEMA, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
        };
    }

    private static Struct struct(String name, Map<String, Object> map) {
        SchemaBuilder builder = SchemaBuilder.struct().name(name);
        Map<String, Object> values = new HashMap<>();
        map.forEach((field, value) -> {
            Object fieldValue = value instanceof Map<?, ?> ? struct(name + "." + field, members(value)) : value;
            values.put(field, fieldValue);
            builder.field(
                    field,
                    fieldValue instanceof Struct struct
                            ? struct.schema()
                            : value instanceof Long ? Schema.INT64_SCHEMA : Schema.STRING_SCHEMA);
        });
        Struct struct = new Struct(builder.build());
        values.forEach(struct::put);
        return struct;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> members(Object value) {
        return (Map<String, Object>) value;
    }

    private static Map<?, ?> content(ConnectRecord<?> record) {
        Object value = JsonText.opened(record.value());
        if (!(value instanceof Struct struct)) {
            return (Map<?, ?>) value;
        }
        Struct identity = struct.getStruct("identity");
        return Map.of(
                "schema_version", struct.get("schema_version"), "identity", Map.of("user_id", identity.get("user_id")));
    }
}

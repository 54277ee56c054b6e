/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.tags.GovHeaders;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Structs shaped as the documentation of Confluent's Protobuf and JSON Schema converters says they make them. The converters
 * themselves are under a licence of their own and do not run here.
 */
class ConverterShapesTest {

    private static final String ADDRESS = "maria.lopez@example.org";
    private static final String ENUM = "io.confluent.connect.protobuf.Enum.Model";

    /** A record, and where the choice of one in several stands in it. */
    record Shape(Schema schema, Struct value, String choice, String chosen) {}

    /** Singular fields are required, messages and members of a oneof optional; enumerations are text with parameters. */
    private static Shape protobuf() {
        Schema contact = SchemaBuilder.struct()
                .name("io.confluent.connect.protobuf.Union.contact")
                .optional()
                .field("email", tagged(SchemaBuilder.string().optional(), 8))
                .field("phone", tagged(SchemaBuilder.int64().optional(), 9))
                .build();
        Schema wrapper = SchemaBuilder.struct()
                .name("StringValue")
                .optional()
                .field("value", tagged(SchemaBuilder.string(), 1))
                .build();
        Schema schema = SchemaBuilder.struct()
                .name("ai.Chat")
                .version(3)
                .field("id", tagged(SchemaBuilder.string(), 1))
                .field(
                        "at",
                        Timestamp.builder()
                                .optional()
                                .parameter("io.confluent.connect.protobuf.Tag", "2")
                                .build())
                .field("text", tagged(SchemaBuilder.string(), 3))
                .field(
                        "model",
                        tagged(
                                SchemaBuilder.string()
                                        .parameter("io.confluent.connect.protobuf.Type", ENUM)
                                        .parameter(ENUM + ".SMALL", "0")
                                        .parameter(ENUM + ".LARGE", "1"),
                                4))
                .field("tokens", tagged(SchemaBuilder.int64(), 5))
                .field("raw", tagged(SchemaBuilder.bytes(), 6))
                .field(
                        "labels",
                        tagged(SchemaBuilder.map(Schema.OPTIONAL_STRING_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA), 7))
                .field("contact_0", contact)
                .field("note", wrapper)
                .build();
        Struct value = common(schema)
                .put("contact_0", new Struct(contact).put("email", ADDRESS))
                .put("note", new Struct(wrapper).put("value", "write to " + ADDRESS));
        return new Shape(schema, value, "contact_0", "email");
    }

    /** Properties that are not required are optional; a oneOf is a Struct of numbered fields, whose names have dots. */
    private static Shape jsonSchema(String union, String member) {
        Schema contact = SchemaBuilder.struct()
                .name(union)
                .optional()
                .field(
                        member + "0",
                        SchemaBuilder.string()
                                .optional()
                                .parameter("org.apache.kafka.connect.index", "0")
                                .build())
                .field(member + "1", Schema.OPTIONAL_FLOAT64_SCHEMA)
                .build();
        Schema note = SchemaBuilder.struct()
                .optional()
                .field("value", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        String symbols = "io.confluent.connect.json.Enum";
        Schema schema = SchemaBuilder.struct()
                .name("Chat")
                .version(3)
                .field("id", Schema.STRING_SCHEMA)
                .field("at", Timestamp.builder().optional().build())
                .field("text", Schema.OPTIONAL_STRING_SCHEMA)
                .field(
                        "model",
                        SchemaBuilder.string()
                                .optional()
                                .parameter(symbols, "")
                                .parameter(symbols + ".LARGE", "LARGE")
                                .build())
                .field("tokens", Schema.OPTIONAL_INT64_SCHEMA)
                .field("raw", SchemaBuilder.bytes().optional().build())
                .field(
                        "labels",
                        SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA)
                                .optional()
                                .build())
                .field("contact", contact)
                .field("note", note)
                .build();
        Struct value = common(schema)
                .put("contact", new Struct(contact).put(member + "0", ADDRESS))
                .put("note", new Struct(note).put("value", "write to " + ADDRESS));
        return new Shape(schema, value, "contact", member + "0");
    }

    private static Struct common(Schema schema) {
        return new Struct(schema)
                .put("id", "chat-1")
                .put("at", new Date(1_772_442_847_412L))
                .put("text", "Write to " + ADDRESS + " today.")
                .put("model", "LARGE")
                .put("tokens", 42L)
                .put("raw", ByteBuffer.wrap(("mail " + ADDRESS).getBytes(UTF_8)))
                .put("labels", Map.of("owner", ADDRESS));
    }

    static Stream<Named<Shape>> shapes() {
        return Stream.of(
                Named.of("Protobuf", protobuf()),
                Named.of(
                        "JSON Schema",
                        jsonSchema("io.confluent.connect.json.OneOf", "io.confluent.connect.json.OneOf.field.")),
                Named.of("JSON Schema, general names", jsonSchema("connect_union_0", "connect_union_field_")));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void versionsAreJudgedAndMigratedWithoutLosingTheSchema(Shape shape) {
        // Given
        EnforceSchemaVersion<SourceRecord> gate = new EnforceSchemaVersion<>();
        gate.configure(Map.of(
                "schema.version.source", "schema",
                "accept", ">=3 <=4",
                "target", "4",
                "migrations",
                        "format: 1\nmigrations: [{from: '>=3 <4', to: '4', steps: [{rename: {path: text, to: prompt}}]}]",
                "quarantine.topic", "q"));
        EnforceSchemaVersion<SourceRecord> older = new EnforceSchemaVersion<>();
        older.configure(Map.of("schema.version.source", "schema", "accept", "<=2", "quarantine.topic", "q"));

        // When
        SourceRecord migrated = gate.apply(record(shape));
        SourceRecord refused = older.apply(record(shape));

        // Then
        Struct value = (Struct) migrated.value();
        value.validate();
        assertThat(migrated.valueSchema().version()).isEqualTo(4);
        assertThat(value.schema().field("text")).isNull();
        assertThat(value.get("prompt")).isEqualTo(shape.value().get("text"));
        for (String kept : List.of("model", "at", "raw", "labels", "note", shape.choice())) {
            assertThat(value.schema().field(kept).schema())
                    .isEqualTo(shape.schema().field(kept).schema());
            assertThat(value.get(kept)).isEqualTo(shape.value().get(kept));
        }
        assertThat(refused.topic()).isEqualTo("q");
        assertThat(GovHeaders.text(refused.headers(), GovHeaders.REJECT_RULE)).isEqualTo("schema.version.future");
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void contentIsMaskedWhereverItStands(Shape shape) {
        // Given
        MaskFields<SourceRecord> transform = new MaskFields<>();
        transform.configure(Map.of("quarantine.topic", "q", "scan.bytes", "true"));

        // When
        SourceRecord masked = transform.apply(record(shape));

        // Then
        Struct value = (Struct) masked.value();
        value.validate();
        assertThat(masked.valueSchema()).isEqualTo(shape.schema());
        assertThat(value.getString("text")).isEqualTo("Write to [EMAIL] today.");
        assertThat(value.getStruct(shape.choice()).getString(shape.chosen())).isEqualTo("[EMAIL]");
        assertThat(value.getStruct("note").getString("value")).isEqualTo("write to [EMAIL]");
        assertThat(value.getMap("labels")).containsEntry("owner", "[EMAIL]");
        assertThat(new String(value.getBytes("raw"), UTF_8)).isEqualTo("mail [EMAIL]");
        assertThat(value.get("model")).isEqualTo("LARGE");
        assertThat(value.get("at")).isEqualTo(shape.value().get("at"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void rowsAreMappedToEvents(Shape shape) {
        // Given
        ToGovernanceEvent<SourceRecord> transform = new ToGovernanceEvent<>();
        transform.configure(Map.of("quarantine.topic", "q", "mapping", """
                format: 1
                id: chats
                version: 1.0.0
                key: id
                category: {choose: [{else: model_call}]}
                fields:
                  event_time: at
                  model: {request_model: model}
                  identity: {end_user_id: /%s/%s}
                  usage: {input_tokens: tokens}
                  content: {input_messages_json: text}
                """.formatted(shape.choice(), shape.chosen())));

        // When
        SourceRecord event = transform.apply(record(shape));

        // Then
        assertThat(event.topic()).isEqualTo("chats");
        Struct value = (Struct) event.value();
        value.validate();
        assertThat(value.get("event_time")).isEqualTo(shape.value().get("at"));
        assertThat(value.getStruct("model").get("request_model")).isEqualTo("LARGE");
        assertThat(value.getStruct("identity").get("end_user_id")).isEqualTo(ADDRESS);
        assertThat(value.getStruct("usage").get("input_tokens")).isEqualTo(42L);
        assertThat(value.getMap("attributes").keySet().toString()).contains("raw", "labels", "note");
    }

    private static SourceRecord record(Shape shape) {
        return new SourceRecord(Map.of(), Map.of(), "chats", shape.schema(), shape.value());
    }

    private static Schema tagged(SchemaBuilder builder, int tag) {
        return builder.parameter("io.confluent.connect.protobuf.Tag", Integer.toString(tag))
                .build();
    }
}

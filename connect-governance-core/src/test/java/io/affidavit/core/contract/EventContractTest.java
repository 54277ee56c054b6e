/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.affidavit.core.testing.Golden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema.Parser;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;

class EventContractTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/contract");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void pinsTheConnectForm() {
        Golden.assertMatches(GOLDEN.resolve("connect.txt"), describe("", EventContract.connectSchema()));
    }

    @Test
    void pinsTheJsonSchemaForm() {
        Golden.assertMatches(GOLDEN.resolve("json-schema.json"), EventContract.jsonSchema());
    }

    @Test
    void pinsTheAvroForm() {
        Golden.assertMatches(GOLDEN.resolve("avro.avsc"), EventContract.avroSchema());
    }

    @Test
    void pinsTheIcebergForm() {
        Golden.assertMatches(GOLDEN.resolve("iceberg.json"), EventContract.icebergSchema());
    }

    @Test
    void namesTheSameFieldsInEveryForm() throws Exception {
        List<String> connect = new ArrayList<>();
        connectPaths("", EventContract.connectSchema(), connect);
        List<String> json = new ArrayList<>();
        jsonSchemaPaths("", MAPPER.readTree(EventContract.jsonSchema()), json);
        List<String> iceberg = new ArrayList<>();
        icebergPaths("", MAPPER.readTree(EventContract.icebergSchema()), iceberg);
        List<String> avro = new ArrayList<>();
        avroPaths("", new Parser().parse(EventContract.avroSchema()), avro);

        assertThat(connect).hasSizeGreaterThan(100).doesNotHaveDuplicates();
        assertThat(json).isEqualTo(connect);
        assertThat(iceberg).isEqualTo(connect);
        assertThat(avro).isEqualTo(connect);
    }

    @Test
    void neverRepeatsAnIcebergFieldId() throws Exception {
        List<Integer> ids = new ArrayList<>();
        MAPPER.readTree(EventContract.icebergSchema()).findValues("id").forEach(id -> ids.add(id.asInt()));
        for (String extra : List.of("element-id", "key-id", "value-id")) {
            MAPPER.readTree(EventContract.icebergSchema()).findValues(extra).forEach(id -> ids.add(id.asInt()));
        }

        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void requiresExactlyTheFieldsTheContractStars() {
        List<String> required = EventContract.fields().stream()
                .filter(EventField::required)
                .map(EventField::name)
                .toList();

        assertThat(required)
                .containsExactly(
                        "event_id", "entity_id", "category", "event_time", "observed_time", "schema_version", "source");
    }

    private static String describe(String indent, Schema schema) {
        StringBuilder text = new StringBuilder();
        for (Field field : schema.fields()) {
            Schema type = field.schema();
            text.append(indent).append(field.name()).append(": ").append(type.type());
            if (type.name() != null) {
                text.append(' ').append(type.name());
            }
            text.append(type.isOptional() ? " optional\n" : " required\n");
            if (type.type() == Schema.Type.STRUCT) {
                text.append(describe(indent + "  ", type));
            }
        }
        return text.toString();
    }

    private static void connectPaths(String prefix, Schema schema, List<String> paths) {
        for (Field field : schema.fields()) {
            paths.add(prefix + field.name());
            if (field.schema().type() == Schema.Type.STRUCT) {
                connectPaths(prefix + field.name() + ".", field.schema(), paths);
            }
        }
    }

    private static void jsonSchemaPaths(String prefix, JsonNode node, List<String> paths) {
        node.path("properties").properties().forEach(property -> {
            paths.add(prefix + property.getKey());
            jsonSchemaPaths(prefix + property.getKey() + ".", property.getValue(), paths);
        });
    }

    private static void icebergPaths(String prefix, JsonNode struct, List<String> paths) {
        StreamSupport.stream(struct.path("fields").spliterator(), false).forEach(field -> {
            paths.add(prefix + field.path("name").asText());
            icebergPaths(prefix + field.path("name").asText() + ".", field.path("type"), paths);
        });
    }

    private static void avroPaths(String prefix, org.apache.avro.Schema record, List<String> paths) {
        for (org.apache.avro.Schema.Field field : record.getFields()) {
            paths.add(prefix + field.name());
            org.apache.avro.Schema type =
                    field.schema().isUnion() ? field.schema().getTypes().get(1) : field.schema();
            if (type.getType() == org.apache.avro.Schema.Type.RECORD) {
                avroPaths(prefix + field.name() + ".", type, paths);
            }
        }
    }
}

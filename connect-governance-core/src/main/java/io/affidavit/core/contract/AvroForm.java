/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.affidavit.core.data.SchemaJson;
import java.util.List;

/** The contract as Avro record schema; optional fields are unions with null and default to null. */
final class AvroForm {

    private AvroForm() {}

    static String text(List<EventField> fields) {
        ObjectNode root = record("event", "ai.governance", fields);
        root.put("doc", "Contract " + EventContract.NAME + " " + EventContract.VERSION + ".");
        return SchemaJson.text(root);
    }

    private static ObjectNode record(String name, String namespace, List<EventField> fields) {
        ObjectNode node = SchemaJson.object();
        node.put("type", "record");
        node.put("name", name);
        node.put("namespace", namespace);
        ArrayNode members = node.putArray("fields");
        for (EventField field : fields) {
            ObjectNode member = members.addObject();
            member.put("name", field.name());
            member.put("doc", field.doc());
            if (field.required()) {
                member.set("type", type(field));
            } else {
                member.putArray("type").add("null").add(type(field));
                member.putNull("default");
            }
        }
        return node;
    }

    private static JsonNode type(EventField field) {
        return switch (field.type()) {
            case STRING -> TextNode.valueOf("string");
            case INT64 -> TextNode.valueOf("long");
            case FLOAT64 -> TextNode.valueOf("double");
            case BOOLEAN -> TextNode.valueOf("boolean");
            case STRING_LIST -> SchemaJson.object().put("type", "array").put("items", "string");
            case STRING_MAP -> {
                ObjectNode map = SchemaJson.object().put("type", "map");
                map.putArray("values").add("null").add("string");
                yield map;
            }
            case TIMESTAMP_MS -> SchemaJson.object().put("type", "long").put("logicalType", "timestamp-millis");
            case STRUCT -> record(field.name(), EventContract.NAME, field.children());
        };
    }
}

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

/** The contract as Iceberg schema JSON; ids are those of the definition. */
final class IcebergForm {

    private IcebergForm() {}

    static String text(List<EventField> fields) {
        ObjectNode root = struct(fields);
        root.put("schema-id", 0);
        return SchemaJson.text(root);
    }

    private static ObjectNode struct(List<EventField> fields) {
        ObjectNode node = SchemaJson.object();
        node.put("type", "struct");
        ArrayNode members = node.putArray("fields");
        for (EventField field : fields) {
            ObjectNode member = members.addObject();
            member.put("id", field.id());
            member.put("name", field.name());
            member.put("required", field.required());
            member.set("type", type(field));
            member.put("doc", field.doc());
        }
        return node;
    }

    private static JsonNode type(EventField field) {
        return switch (field.type()) {
            case STRING -> TextNode.valueOf("string");
            case INT64 -> TextNode.valueOf("long");
            case FLOAT64 -> TextNode.valueOf("double");
            case BOOLEAN -> TextNode.valueOf("boolean");
            case TIMESTAMP_MS -> TextNode.valueOf("timestamptz");
            case STRING_LIST ->
                SchemaJson.object()
                        .put("type", "list")
                        .put("element-id", field.elementId())
                        .put("element", "string")
                        .put("element-required", true);
            case STRING_MAP ->
                SchemaJson.object()
                        .put("type", "map")
                        .put("key-id", field.elementId())
                        .put("key", "string")
                        .put("value-id", field.elementId() + 1)
                        .put("value", "string")
                        .put("value-required", false);
            case STRUCT -> struct(field.children());
        };
    }
}

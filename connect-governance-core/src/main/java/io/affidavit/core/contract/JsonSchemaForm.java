/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.affidavit.core.data.SchemaJson;
import java.util.List;

/** The contract as JSON Schema 2020-12. Times are integers: milliseconds since the epoch. */
final class JsonSchemaForm {

    private JsonSchemaForm() {}

    static String text(List<EventField> fields) {
        ObjectNode root = SchemaJson.object();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("$id", "urn:affidavit:" + EventContract.NAME + ":" + EventContract.VERSION);
        root.put("title", EventContract.NAME);
        fill(root, fields, true);
        return SchemaJson.text(root);
    }

    private static void fill(ObjectNode node, List<EventField> fields, boolean required) {
        type(node, "object", required);
        ObjectNode properties = node.putObject("properties");
        ArrayNode requiredNames = SchemaJson.object().arrayNode();
        for (EventField field : fields) {
            ObjectNode property = properties.putObject(field.name());
            property.put("description", field.doc());
            property(property, field);
            if (field.required()) {
                requiredNames.add(field.name());
            }
        }
        if (!requiredNames.isEmpty()) {
            node.set("required", requiredNames);
        }
    }

    private static void property(ObjectNode property, EventField field) {
        switch (field.type()) {
            case STRING -> type(property, "string", field.required());
            case INT64, TIMESTAMP_MS -> type(property, "integer", field.required());
            case FLOAT64 -> type(property, "number", field.required());
            case BOOLEAN -> type(property, "boolean", field.required());
            case STRING_LIST -> {
                type(property, "array", field.required());
                property.putObject("items").put("type", "string");
            }
            case STRING_MAP -> {
                type(property, "object", field.required());
                type(property.putObject("additionalProperties"), "string", false);
            }
            case STRUCT -> fill(property, field.children(), field.required());
        }
    }

    private static void type(ObjectNode node, String type, boolean required) {
        if (required) {
            node.put("type", type);
        } else {
            node.putArray("type").add(type).add("null");
        }
    }
}

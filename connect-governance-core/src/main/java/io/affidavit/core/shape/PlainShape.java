/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.shape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.affidavit.core.yaml.YamlNode;
import java.util.function.Consumer;

/**
 * A value with a type: text, number or boolean.
 *
 * @param nested whether lists and maps of such values may stand there too
 */
public record PlainShape(boolean nested) implements Shape {

    @Override
    public void check(YamlNode node, Consumer<IllegalArgumentException> faults) {
        if (!nested && (node.isMap() || node.isList())) {
            faults.accept(node.error("it must be " + words()));
            return;
        }
        try {
            node.plain();
        } catch (IllegalArgumentException e) {
            faults.accept(e);
        }
    }

    @Override
    public Object plain(YamlNode node) {
        return node.plain();
    }

    @Override
    public void schema(ObjectNode schema) {
        ArrayNode types = schema.putArray("type").add("string").add("number").add("boolean");
        if (nested) {
            types.add("array").add("object");
        }
    }

    @Override
    public String words() {
        return nested ? "a text, number or boolean, or lists and maps of them" : "a text, number or boolean";
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.affidavit.core.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A map whose names the document chooses.
 *
 * @param label what a name stands for, in the reference
 * @param names of which each name is
 * @param value of which each value is
 */
public record NamedShape(String label, TextShape names, Shape value) implements Shape {

    public NamedShape {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(names, "names");
        Objects.requireNonNull(value, "value");
    }

    @Override
    public void check(YamlNode node, Consumer<IllegalArgumentException> faults) {
        if (!node.isMap()) {
            faults.accept(node.error("it must be a map"));
            return;
        }
        Map<String, YamlNode> members;
        try {
            members = node.map();
        } catch (IllegalArgumentException e) {
            faults.accept(e);
            return;
        }
        members.forEach((name, member) -> {
            if (!name.matches(names.pattern())) {
                faults.accept(member.error("its name must be " + names.words()));
            } else {
                value.check(member, faults);
            }
        });
    }

    @Override
    public Object plain(YamlNode node) {
        Map<String, Object> values = new LinkedHashMap<>();
        node.map().forEach((name, member) -> values.put(name, value.plain(member)));
        return values;
    }

    @Override
    public void schema(ObjectNode schema) {
        schema.put("type", "object").put("additionalProperties", false);
        value.schema(schema.putObject("patternProperties").putObject("^(" + names.pattern() + ")$"));
    }

    @Override
    public String words() {
        return value instanceof MembersShape ? "a map" : "a map, each value " + value.words();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.shape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.affidavit.core.data.SchemaJson;
import io.affidavit.core.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A map whose keys are known; in the order of the reference. */
public record MembersShape(List<Member> members) implements Shape {

    public MembersShape {
        members = List.copyOf(members);
    }

    public static MembersShape of(Member... members) {
        return new MembersShape(List.of(members));
    }

    @Override
    public void check(YamlNode node, Consumer<IllegalArgumentException> faults) {
        if (!node.isMap()) {
            faults.accept(node.error("it must be a map"));
            return;
        }
        Map<String, YamlNode> there;
        try {
            there = new LinkedHashMap<>(node.map());
        } catch (IllegalArgumentException e) {
            faults.accept(e);
            return;
        }
        for (Member member : members) {
            YamlNode child = there.remove(member.name());
            if (child != null) {
                member.shape().check(child, faults);
            } else if (member.required()) {
                faults.accept(node.error("it lacks " + member.name()));
            }
        }
        List<String> known = members.stream().map(Member::name).toList();
        there.values()
                .forEach(unknown ->
                        faults.accept(unknown.error("this name is unknown; known are " + String.join(", ", known))));
    }

    @Override
    public Object plain(YamlNode node) {
        Map<String, YamlNode> there = node.map();
        Map<String, Object> values = new LinkedHashMap<>();
        for (Member member : members) {
            YamlNode child = there.get(member.name());
            if (child != null) {
                values.put(member.name(), member.shape().plain(child));
            }
        }
        return values;
    }

    @Override
    public void schema(ObjectNode schema) {
        schema.put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = SchemaJson.object().arrayNode();
        for (Member member : members) {
            ObjectNode property = properties.putObject(member.name());
            property.put("description", member.doc());
            member.shape().schema(property);
            if (member.required()) {
                required.add(member.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
    }

    @Override
    public String words() {
        return "a map";
    }
}

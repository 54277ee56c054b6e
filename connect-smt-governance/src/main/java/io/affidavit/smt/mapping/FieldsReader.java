/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.mapping;

import io.affidavit.core.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads which fields of the contract are filled from where; a field read later replaces the same field read before. */
final class FieldsReader {

    private final ExpressionReader expressions;
    private final Map<String, Assignment> byTarget = new LinkedHashMap<>();

    FieldsReader(ExpressionReader expressions) {
        this.expressions = expressions;
    }

    void add(Assignment assignment) {
        byTarget.put(assignment.target().path(), assignment);
    }

    /** @param fields may be null */
    void read(YamlNode fields) {
        if (fields == null) {
            return;
        }
        fields.map().forEach((name, node) -> {
            if (Target.isGroup(name)) {
                node.map().forEach((child, expression) -> assign(name, child, expression));
            } else {
                assign(null, name, node);
            }
        });
    }

    List<Assignment> assignments() {
        return List.copyOf(byTarget.values());
    }

    private void assign(String group, String name, YamlNode node) {
        Target target = Target.find(group, name)
                .orElseThrow(() -> node.error("the event contract has no field of this name that a mapping may fill"));
        add(new Assignment(target, expressions.expression(target, node)));
    }
}

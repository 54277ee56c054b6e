/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.mapping;

import io.affidavit.core.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the rules for events that a row gives besides its own. */
final class FurtherEventReader {

    /** Content, costs and decisions belong to one event only, so that nothing is counted twice. */
    private static final Set<String> OWN_GROUPS = Set.of("content", "usage", "decision");

    private FurtherEventReader() {}

    /** @param base the fields of the row's own event; those of other groups are taken over where the rule has none */
    static FurtherEvent read(YamlNode node, ExpressionReader expressions, List<Assignment> base) {
        Map<String, YamlNode> parts = node.map("when", "each", "category", "fields");
        YamlNode each = parts.get("each");
        YamlNode when = parts.get("when");
        if (each == null && when == null) {
            throw node.error("it needs when or each, so that it says of which rows there is such an event");
        }
        ExpressionReader own = each == null ? expressions : expressions.ofItems();
        FieldsReader fields = new FieldsReader(own);
        for (Assignment assignment : base) {
            if (assignment.target().group() == null
                    || !OWN_GROUPS.contains(assignment.target().group().name())) {
                fields.add(assignment);
            }
        }
        fields.read(parts.get("fields"));
        return new FurtherEvent(
                when == null ? new Condition.Always() : own.condition(when),
                each == null ? null : expressions.path(each),
                new EventRule(own.result(node.required(parts, "category")), fields.assignments()));
    }
}

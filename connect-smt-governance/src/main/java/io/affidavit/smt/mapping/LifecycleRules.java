/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.mapping;

import io.affidavit.smt.row.Row;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Ordered rules on how long an event is kept, who holds it and who may replay it. The first rule that holds and sets a
 * retention class or a replay permission decides it; legal holds of all rules that hold add up, because a rule must never
 * lift another's hold.
 */
public final class LifecycleRules {

    private final List<Rule> rules;

    LifecycleRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** What the rules decide for one row; parts no rule decides are null or empty. */
    public Decision decide(Row row) {
        String retention = null;
        String replay = null;
        Set<String> holds = null;
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (!rule.when.holds(row)) {
                continue;
            }
            retention = retention == null ? text(rule.retentionClass, row) : retention;
            replay = replay == null ? text(rule.replayPermission, row) : replay;
            Object matters = rule.legalHoldIds == null ? null : rule.legalHoldIds.value(row);
            if (matters != null) {
                holds = holds == null ? new LinkedHashSet<>() : holds;
                holds.addAll(Coercion.texts(matters));
            }
        }
        return new Decision(retention, holds == null ? List.of() : List.copyOf(holds), replay);
    }

    private static String text(Expression expression, Row row) {
        Object value = expression == null ? null : expression.value(row);
        if (value == null) {
            return null;
        }
        if (value instanceof String text && !text.isEmpty() && text.charAt(0) != '[' && text.charAt(0) > ' ') {
            return text;
        }
        List<String> texts = Coercion.texts(value);
        return texts.isEmpty() || texts.get(0).isBlank() ? null : texts.get(0);
    }

    /** One rule; parts it does not set are null. */
    record Rule(Condition when, Expression retentionClass, Expression legalHoldIds, Expression replayPermission) {}

    /** The outcome for one row. */
    public record Decision(String retentionClass, List<String> legalHoldIds, String replayPermission) {
        public Decision {
            legalHoldIds = List.copyOf(legalHoldIds);
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.metric;

import io.affidavit.core.data.FieldPath;
import io.affidavit.monitor.fields.FieldSet;
import io.affidavit.monitor.fields.FieldValues;
import io.affidavit.monitor.window.WindowSize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which fields of the governance contract are counted per model, tenant and agent, and over which windows. */
public final class UsagePlan {

    private static final List<String> SCOPE = List.of(MetricJson.MODEL, MetricJson.TENANT, MetricJson.AGENT);
    /** Longer values are cut: they name a window, and must not make the state large. */
    private static final int LONGEST = 200;

    private final WindowSize windows;
    private final Set<String> approved;
    private final Set<String> refused;
    private final int[] scope;
    private final int outcome;
    private final int verdict;
    private final int inputTokens;
    private final int outputTokens;
    private final int cost;
    private final int latency;

    /**
     * @param approved values of {@code decision.decision_outcome} that count as approved
     * @param refused values of it that count as refused
     */
    public UsagePlan(WindowSize windows, Set<String> approved, Set<String> refused, FieldSet fields) {
        this.windows = windows;
        this.approved = Set.copyOf(approved);
        this.refused = Set.copyOf(refused);
        this.scope = SCOPE.stream()
                .mapToInt(path -> fields.add(FieldPath.parse(path)))
                .toArray();
        this.outcome = fields.add(FieldPath.parse("decision.decision_outcome"));
        this.verdict = fields.add(FieldPath.parse("decision.verdict"));
        this.inputTokens = fields.add(FieldPath.parse("usage.input_tokens"));
        this.outputTokens = fields.add(FieldPath.parse("usage.output_tokens"));
        this.cost = fields.add(FieldPath.parse("usage.cost"));
        this.latency = fields.add(FieldPath.parse("usage.latency_ms"));
    }

    public WindowSize windows() {
        return windows;
    }

    /** Model, tenant and agent; empty text for what the record does not say. */
    List<String> scope(FieldValues values) {
        return List.of(text(values, 0), text(values, 1), text(values, 2));
    }

    static Map<String, String> named(List<String> scope) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < SCOPE.size(); i++) {
            named.put(SCOPE.get(i), scope.get(i));
        }
        return named;
    }

    void count(FieldValues values, Usage usage) {
        usage.record();
        if (values.present(outcome)) {
            String text = values.text(outcome);
            usage.outcome(approved.contains(text), refused.contains(text));
        }
        if (values.present(verdict)) {
            usage.verdict(values.text(verdict));
        }
        usage.tokens(values.number(inputTokens), values.number(outputTokens));
        usage.cost(values.number(cost));
        usage.latency(values.number(latency));
    }

    private String text(FieldValues values, int i) {
        String text = values.present(scope[i]) ? values.text(scope[i]) : "";
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}

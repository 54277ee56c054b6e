/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.adopt;

import io.affidavit.archive.adopt.AdoptionPlan;
import io.affidavit.archive.adopt.Rewrite;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.cli.output.Columns;
import io.affidavit.core.data.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was compared and what came of it, as text for people and as JSON for programs.
 *
 * @param table its name
 * @param statements one for each rewrite that was adopted; none in a dry run or when something does not match
 */
record AdoptReport(String table, AdoptionPlan plan, List<StatementRef> statements) {

    AdoptReport {
        statements = List.copyOf(statements);
    }

    /** Whether nothing is left that another engine rewrote and that does not match. */
    boolean isComplete() {
        return plan.refusals().isEmpty();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "Table " + table);
        for (int i = 0; i < plan.rewrites().size(); i++) {
            Rewrite rewrite = plan.rewrites().get(i);
            line(
                    text,
                    "  " + Columns.number(rewrite.rows()) + " rows of "
                            + Columns.number(rewrite.removed().size()) + " attested files are the rows of "
                            + Columns.number(rewrite.added().size()) + " new files: "
                            + (i < statements.size()
                                    ? "adopted by statement "
                                            + statements.get(i).sequence()
                                    : isComplete() ? "would be adopted" : "not adopted"));
        }
        plan.refusals().forEach(refusal -> line(text, "  " + refusal.subject() + ": " + refusal.detail()));
        plan.strangers()
                .forEach(path -> line(text, "  " + path + ": no statement attests it and no rewrite brought it"));
        if (!isComplete()) {
            line(text, "REFUSED: nothing was attested.");
        } else if (plan.rewrites().isEmpty()) {
            line(text, "OK: nothing is to be adopted.");
        } else {
            line(
                    text,
                    statements.isEmpty()
                            ? "OK: every rewrite holds the attested rows."
                            : "OK: every rewrite is adopted.");
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }

    String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("table", table);
        json.put("ok", isComplete());
        json.put("rewrites", plan.rewrites().stream().map(AdoptReport::json).toList());
        json.put("statements", statements.stream().map(StatementRef::sequence).toList());
        json.put(
                "refusals",
                plan.refusals().stream()
                        .map(refusal -> Map.of("subject", refusal.subject(), "detail", refusal.detail()))
                        .toList());
        json.put("strangers", plan.strangers());
        return JsonText.write(json) + System.lineSeparator();
    }

    private static Map<String, Object> json(Rewrite rewrite) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("snapshots", rewrite.snapshots().stream().map(String::valueOf).toList());
        json.put("rows", rewrite.rows());
        json.put("removed", rewrite.removed().size());
        json.put("added", rewrite.added().size());
        return json;
    }
}

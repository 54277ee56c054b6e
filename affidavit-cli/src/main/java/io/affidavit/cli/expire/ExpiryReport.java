/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.expire;

import io.affidavit.archive.expiry.Candidate;
import io.affidavit.archive.expiry.ExpiryPlan;
import io.affidavit.archive.removal.OpenRemoval;
import io.affidavit.archive.removal.Progress;
import io.affidavit.cli.output.Columns;
import io.affidavit.cli.table.RemovalWords;
import io.affidavit.core.data.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run did, or would do, as text for people and as JSON for programs.
 *
 * @param table its name
 * @param dryRun whether nothing was done
 * @param drops number of commits that dropped files
 * @param progress what became of expiries that were open before
 * @param open what is open afterwards
 */
record ExpiryReport(
        String table, boolean dryRun, ExpiryPlan plan, int drops, List<Progress> progress, List<OpenRemoval> open) {

    private static final RemovalWords WORDS =
            new RemovalWords("can be undone", "a hold may be about them", "the next run");

    ExpiryReport {
        progress = List.copyOf(progress);
        open = List.copyOf(open);
    }

    /** Whether somebody decided about every file. */
    boolean isDecided() {
        return plan.unnamed().isEmpty() && plan.unattested().isEmpty();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "Table " + table + ", policy " + plan.policy().name() + ", hold epoch " + plan.epoch());
        progress.forEach(step -> line(text, "  expiry " + step.id() + ": " + WORDS.of(step)));
        line(
                text,
                "  " + (dryRun ? "would drop " : "dropped ") + Columns.number(plan.rows()) + " rows in "
                        + Columns.number(plan.drops().size()) + " files past their retention");
        days().forEach((day, rows) -> line(text, "    " + day + ": " + Columns.number(rows) + " rows"));
        kept(text, plan.held().size(), "files are past their retention and held");
        kept(
                text,
                plan.carved().size(),
                "files are past their retention and partly held: their held rows "
                        + (dryRun ? "would be kept" : "are kept") + " in new files");
        kept(text, plan.locked().size(), "files are past their retention and locked by the store");
        kept(text, plan.unattested().size(), "files are past their retention but no statement attests them: kept");
        plan.unnamed()
                .forEach((retentionClass, files) -> line(
                        text,
                        "  " + Columns.number(files) + " files of class " + retentionClass
                                + " are kept: the policy does not name it"));
        open.forEach(expiry -> line(text, "  open: expiry " + expiry.id() + ", " + state(expiry)));
        return text.toString();
    }

    private static String state(OpenRemoval expiry) {
        String files = Columns.number(expiry.rows()) + " rows in "
                + Columns.number(expiry.files().size()) + " files";
        return expiry.begun() ? files + ", being deleted" : files + ", can be undone until " + expiry.graceUntil();
    }

    private Map<String, Long> days() {
        Map<String, Long> days = new TreeMap<>();
        plan.drops().forEach(drop -> {
            Candidate candidate = drop.candidate();
            days.merge(
                    candidate.retentionClass() + " " + candidate.day(),
                    drop.attested().records(),
                    Long::sum);
        });
        return days;
    }

    private static void kept(StringBuilder text, int files, String why) {
        if (files > 0) {
            line(text, "  " + Columns.number(files) + " " + why);
        }
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }

    String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("table", table);
        json.put("dryRun", dryRun);
        json.put("policy", plan.policy().name());
        json.put("policyDigest", plan.policy().digest());
        json.put("holdEpoch", plan.epoch());
        json.put("rows", plan.rows());
        json.put("files", plan.drops().size());
        json.put("rowsByDay", days());
        json.put("held", plan.held().size());
        json.put("partlyHeld", plan.carved().size());
        json.put("locked", plan.locked().size());
        json.put("unattested", plan.unattested().size());
        json.put("unnamedClasses", plan.unnamed());
        json.put("progress", progress.stream().map(ExpiryReport::json).toList());
        json.put("open", open.stream().map(ExpiryReport::json).toList());
        return JsonText.write(json) + System.lineSeparator();
    }

    private static Map<String, Object> json(Progress step) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", step.id());
        json.put("state", step.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
        json.put("detail", WORDS.of(step));
        return json;
    }

    private static Map<String, Object> json(OpenRemoval expiry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", expiry.id());
        json.put("rows", expiry.rows());
        json.put("files", expiry.files().size());
        json.put("graceUntil", expiry.graceUntil().toString());
        json.put("deleting", expiry.begun());
        return json;
    }
}

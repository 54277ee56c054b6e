/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.seal;

import io.affidavit.archive.removal.Progress;
import io.affidavit.archive.seal.Pack;
import io.affidavit.archive.seal.SealPlan;
import io.affidavit.archive.seal.Sealed;
import io.affidavit.cli.output.Columns;
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
 * @param progress what became of removals that were open before
 */
record SealReport(String table, boolean dryRun, SealPlan plan, Sealed sealed, List<Progress> progress) {

    SealReport {
        progress = List.copyOf(progress);
    }

    /** Whether everything was sealed that could be. */
    boolean isComplete() {
        return plan.unattested() == 0 && sealed.refused().isEmpty();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "Table " + table);
        long certified = certified();
        if (certified > 0) {
            line(text, "  completed " + Columns.number(certified) + " removals of before");
        }
        line(
                text,
                "  " + (dryRun ? "would seal " : "sealed ") + Columns.number(rows()) + " rows in "
                        + Columns.number(files()) + " files, to " + Columns.number(packs().size()));
        days().forEach((day, files) -> line(text, "    " + day + ": " + Columns.number(files) + " files"));
        sealed.refused().forEach(why -> line(text, "  not sealed: " + why));
        count(text, plan.later(), "more are left for the next runs");
        count(text, plan.open(), "small files are of days that are not closed yet");
        count(text, plan.unattested(), "small files are left as they are: no statement attests them");
        return text.toString();
    }

    /** What was sealed, or would be. */
    private List<Pack> packs() {
        return dryRun ? plan.packs() : sealed.packs();
    }

    private long rows() {
        return packs().stream().mapToLong(Pack::rows).sum();
    }

    private long files() {
        return packs().stream().mapToLong(pack -> pack.origins().size()).sum();
    }

    private long certified() {
        return progress.stream().filter(Progress.Certified.class::isInstance).count();
    }

    private Map<String, Long> days() {
        Map<String, Long> days = new TreeMap<>();
        for (Pack pack : packs()) {
            String day = pack.partition().retentionClass() + " " + pack.day() + " "
                    + pack.partition().custody().column();
            days.merge(day, (long) pack.origins().size(), Long::sum);
        }
        return days;
    }

    private static void count(StringBuilder text, int number, String what) {
        if (number > 0) {
            line(text, "  " + Columns.number(number) + " " + what);
        }
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }

    String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("table", table);
        json.put("dryRun", dryRun);
        json.put("rows", rows());
        json.put("files", files());
        json.put("newFiles", packs().size());
        json.put("filesByDay", days());
        json.put("statements", sealed.statements().size());
        json.put("notSealed", sealed.refused());
        json.put("later", plan.later());
        json.put("open", plan.open());
        json.put("unattested", plan.unattested());
        json.put("completedRemovals", certified());
        return JsonText.write(json) + System.lineSeparator();
    }
}

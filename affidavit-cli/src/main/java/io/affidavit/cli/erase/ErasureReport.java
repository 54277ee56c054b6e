/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.erase;

import io.affidavit.archive.erase.Eraser;
import io.affidavit.archive.erase.ErasurePlan;
import io.affidavit.archive.erase.HeldRow;
import io.affidavit.archive.erase.LeftFile;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.removal.OpenRemoval;
import io.affidavit.archive.removal.Progress;
import io.affidavit.cli.output.Columns;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.RemovalWords;
import io.affidavit.core.data.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was erased, or would be, as text for people and as JSON for programs. The JSON says where held records are.
 *
 * @param table its name
 * @param quarantine whether there is a quarantine table beside it
 * @param planned whether nothing was done
 * @param statements of the changes
 * @param progress what became of open erasures
 * @param open what is open afterwards
 */
record ErasureReport(
        String table,
        boolean quarantine,
        boolean planned,
        ErasurePlan plan,
        List<StatementRef> statements,
        List<Progress> progress,
        List<OpenRemoval> open) {

    private static final RemovalWords WORDS =
            new RemovalWords("its bytes stay", "a hold placed since may be about them", "affidavit erase resume");

    private static final String QUARANTINE_SUFFIX = "_quarantine";

    ErasureReport {
        statements = List.copyOf(statements);
        progress = List.copyOf(progress);
        open = List.copyOf(open);
    }

    /** What was found and done, and what is open now. */
    static ErasureReport of(
            OpenTable open,
            Eraser eraser,
            boolean planned,
            ErasurePlan plan,
            List<StatementRef> statements,
            List<Progress> progress) {
        return new ErasureReport(
                open.id().toString(),
                open.sibling(QUARANTINE_SUFFIX).isPresent(),
                planned,
                plan,
                statements,
                progress,
                eraser.open());
    }

    /** Whether nothing of the subject stays, waits, or cannot be told. */
    boolean isEverything() {
        return plan.held().rows() == 0
                && plan.masked() == 0
                && plan.left().isEmpty()
                && plan.locked().isEmpty()
                && open.isEmpty();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "Table " + table + ", hold epoch " + plan.epoch());
        line(
                text,
                "  " + (planned ? "would erase " : "erased ") + Columns.number(plan.rows()) + " of "
                        + Columns.number(plan.found()) + " rows of the subject, in "
                        + Columns.number(plan.files().size()) + " files");
        statements.forEach(statement -> line(text, "  signed by statement " + statement.sequence()));
        progress.forEach(step -> line(text, "  erasure " + step.id() + ": " + words(step)));
        stays(text);
        unknown(text);
        locked(text);
        elsewhere(text);
        plan.subject()
                .opening()
                .filter(key -> !planned)
                .ifPresent(key -> line(
                        text,
                        "  keep with the request: key " + key
                                + " shows, with the plain values, that the statement is about them"));
        return text.toString();
    }

    private void stays(StringBuilder text) {
        plan.held().byHold().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(hold -> line(
                        text,
                        "  " + Columns.number(hold.getValue()) + " rows stay: hold " + hold.getKey()
                                + " is about them, or may be"));
        count(text, plan.held().byTag(), "rows stay: their source tagged them as held");
        plan.leftRows().forEach((why, rows) -> count(text, rows, words(why)));
    }

    private static String words(LeftFile.Reason why) {
        return switch (why) {
            case UNATTESTED -> "rows stay: no statement attests their files";
            case DELETES -> "rows stay: another engine hides rows of their files by delete files";
            case OUTSIDE -> "rows stay in files outside the table that a branch, a tag or an older snapshot leads to";
        };
    }

    private void unknown(StringBuilder text) {
        count(text, plan.masked(), "rows cannot be told: a column holds another mask. They stay");
        count(text, plan.empty(), "rows have no value in a column, and are taken for others'. They stay");
    }

    private void locked(StringBuilder text) {
        plan.lockedUntil().ifPresent(until -> {
            line(
                    text,
                    "  pending until " + until + ": the store keeps "
                            + Columns.number(plan.locked().size()) + " files under a lock, and their bytes with it");
            line(text, "  fields encrypted for their subject become unreadable at once by: affidavit keys shred");
        });
    }

    private void elsewhere(StringBuilder text) {
        line(
                text,
                "  not covered: topics, content offloaded beside them, dead-letter topics, backups, other tables, what readers copied");
        if (quarantine) {
            line(text, "  the quarantine is another table: do the same with --table " + table + QUARANTINE_SUFFIX);
        }
    }

    /** How far an erasure is, in words. */
    static String words(Progress step) {
        return WORDS.of(step);
    }

    private static void count(StringBuilder text, long rows, String what) {
        if (rows > 0) {
            line(text, "  " + Columns.number(rows) + " " + what);
        }
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }

    String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("table", table);
        json.put("planned", planned);
        json.put("subject", plan.subject().selectors());
        json.put("opening", plan.subject().opening().filter(key -> !planned).orElse(null));
        json.put("holdEpoch", plan.epoch());
        json.put("found", plan.found());
        json.put("rows", plan.rows());
        json.put("files", (long) plan.files().size());
        json.put("held", plan.held().rows());
        json.put("heldByHold", plan.held().byHold());
        json.put("heldByTag", plan.held().byTag());
        json.put(
                "heldRows",
                plan.held().listed().stream().map(ErasureReport::json).toList());
        json.put("uncertain", plan.masked());
        json.put("withoutValue", plan.empty());
        json.put("left", plan.left().stream().map(ErasureReport::json).toList());
        json.put("pendingUntil", plan.lockedUntil().map(Object::toString).orElse(null));
        json.put("statements", statements.stream().map(StatementRef::sequence).toList());
        json.put("progress", progress.stream().map(ErasureReport::json).toList());
        json.put("open", open.stream().map(OpenRemoval::id).toList());
        json.put("quarantine", quarantine);
        return JsonText.write(json) + System.lineSeparator();
    }

    private static Map<String, Object> json(HeldRow row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", row.file());
        json.put("row", row.row());
        json.put("holds", row.holds());
        Optional<HeldRow.Source> source = row.source();
        json.put("topic", source.map(HeldRow.Source::topic).orElse(null));
        json.put("partition", source.map(HeldRow.Source::partition).orElse(null));
        json.put("offset", source.map(HeldRow.Source::offset).orElse(null));
        return json;
    }

    private static Map<String, Object> json(LeftFile file) {
        return Map.of(
                "file", file.path(), "rows", file.rows(), "why", file.why().text());
    }

    private static Map<String, Object> json(Progress step) {
        return Map.of("id", step.id(), "detail", words(step));
    }
}

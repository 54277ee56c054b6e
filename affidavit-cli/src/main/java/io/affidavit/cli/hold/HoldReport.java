/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.hold;

import io.affidavit.archive.hold.Hold;
import io.affidavit.archive.hold.HoldEntry;
import io.affidavit.archive.hold.HoldState;
import io.affidavit.cli.output.Columns;
import io.affidavit.core.data.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One hold as text for people and as JSON for programs.
 *
 * @param table name of its table
 */
record HoldReport(String table, HoldEntry entry, HoldState state) {

    String text() {
        Hold hold = entry.hold();
        StringBuilder text = new StringBuilder();
        text.append("Hold ").append(hold.id()).append(" of ").append(table).append(": ");
        text.append(entry.isOpen() ? "open" : "released").append(System.lineSeparator());
        line(text, "matter", hold.matter());
        line(text, "where", hold.predicate().text());
        line(text, "placed", hold.at() + " by " + hold.by() + ", epoch " + hold.epoch() + ": " + hold.reason());
        entry.release()
                .ifPresent(release -> line(
                        text,
                        "released",
                        release.at() + " by " + release.by() + ", epoch " + release.epoch() + ": " + release.reason()));
        if (entry.isOpen()) {
            line(
                    text,
                    "branch",
                    state.branch() ? hold.branch() : "MISSING or no longer kept for ever: place the hold again");
            line(
                    text,
                    "may match",
                    Columns.number(state.rows()) + " rows in " + Columns.number(state.files()) + " files");
            line(text, "locks", locks(state));
        }
        return text.toString();
    }

    /** What the store does, in words. */
    static String locks(HoldState state) {
        if (!state.locks()) {
            return "none: the store of this table cannot lock objects, or its bucket has no Object Lock";
        }
        return state.locked() == state.files()
                ? "legal hold on all files"
                : "legal hold on " + Columns.number(state.locked()) + " of " + Columns.number(state.files())
                        + " files: place the hold again";
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(String.format("  %-9s  %s%n", label, value));
    }

    String json() {
        return JsonText.write(toMap()) + System.lineSeparator();
    }

    Map<String, Object> toMap() {
        Hold hold = entry.hold();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("table", table);
        json.put("id", hold.id());
        json.put("open", entry.isOpen());
        json.put("matter", hold.matter());
        json.put("where", hold.predicate().text());
        json.put("expression", JsonText.parse(hold.predicate().json()));
        json.put("placed", event(hold.at().toString(), hold.by(), hold.epoch(), hold.reason()));
        entry.release()
                .ifPresent(release -> json.put(
                        "released", event(release.at().toString(), release.by(), release.epoch(), release.reason())));
        if (entry.isOpen()) {
            json.put("branch", state.branch() ? hold.branch() : null);
            json.put("files", state.files());
            json.put("rows", state.rows());
            json.put("lockable", state.locks());
            json.put("locked", state.locked());
        }
        return json;
    }

    private static Map<String, Object> event(String at, String by, long epoch, String reason) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("at", at);
        event.put("by", by);
        event.put("epoch", epoch);
        event.put("reason", reason);
        return event;
    }
}

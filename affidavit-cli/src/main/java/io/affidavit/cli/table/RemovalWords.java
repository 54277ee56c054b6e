/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.table;

import io.affidavit.archive.removal.Progress;
import io.affidavit.cli.output.Columns;

/**
 * How far a removal is, in words.
 *
 * @param grace what holds until its bytes are deleted
 * @param returned what there is to say of files that are back in the table
 * @param next what goes on with it where other commits came first
 */
public record RemovalWords(String grace, String returned, String next) {

    public String of(Progress step) {
        if (step instanceof Progress.InGrace inGrace) {
            return grace + " until " + inGrace.until();
        }
        if (step instanceof Progress.Returned back) {
            return Columns.number(back.files()) + " files are back in the table: " + returned;
        }
        if (step instanceof Progress.Pending pending) {
            return "pending" + pending.until().map(until -> " until " + until).orElse("") + ", "
                    + pending.referenced() + " files are reached by a branch or tag, " + pending.kept()
                    + " are locked by the store";
        }
        return step instanceof Progress.Certified certified
                ? "complete, certified by statement " + certified.statement().sequence()
                : "other commits came first; " + next + " goes on";
    }
}

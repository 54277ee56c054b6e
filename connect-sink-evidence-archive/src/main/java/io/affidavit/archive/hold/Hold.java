/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold;

import io.affidavit.archive.commit.Holds;
import io.affidavit.archive.hold.predicate.HoldPredicate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A legal hold as it was placed.
 *
 * @param id names it among the holds of its table, open and past: letters, digits, dots, dashes, at most 64
 * @param matter what it is for, such as the number of a case
 * @param reason why it was placed
 * @param by who placed it
 * @param at when, by the clock of who placed it, cut to milliseconds
 * @param predicate which rows it holds
 * @param epoch the table's hold epoch from which on it holds
 */
public record Hold(
        String id, String matter, String reason, String by, Instant at, HoldPredicate predicate, long epoch) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,63}");

    public Hold {
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "Cannot name a hold so: use letters, digits, dots and dashes, at most 64, a letter or digit first.");
        }
        Objects.requireNonNull(matter, "matter");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(predicate, "predicate");
        at = at.truncatedTo(ChronoUnit.MILLIS);
        if (epoch < 1) {
            throw new IllegalArgumentException("Cannot hold from epoch " + epoch + ": the first one is 1.");
        }
    }

    /** Whether {@code text} can name a hold. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The branch of the table that keeps the files it holds. */
    public String branch() {
        return branch(id);
    }

    static String branch(String id) {
        return Holds.BRANCH_PREFIX + id;
    }
}

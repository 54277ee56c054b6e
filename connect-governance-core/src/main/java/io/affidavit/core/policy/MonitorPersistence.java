/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How lasting a finding must be: in so many of the last windows, written as {@code 2 of 3}. */
public record MonitorPersistence(int hits, int windows) {

    static final String PATTERN = "[1-9]\\d? of [1-9]\\d?";

    private static final Pattern TEXT = Pattern.compile("(\\d+) of (\\d+)");
    private static final int MOST_WINDOWS = 64;

    public MonitorPersistence {
        if (hits < 1 || windows < hits || windows > MOST_WINDOWS) {
            throw new IllegalArgumentException(
                    "Cannot read persistence: it must be so many of at least as many windows," + " up to "
                            + MOST_WINDOWS + ". Write it like 2 of 3.");
        }
    }

    /** Reads {@code 2 of 3}. */
    static MonitorPersistence parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Cannot read persistence. Write it like 2 of 3.");
        }
        return new MonitorPersistence(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }
}

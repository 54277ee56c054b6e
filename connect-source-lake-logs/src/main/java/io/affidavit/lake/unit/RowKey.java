/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.unit;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key of a row: the name of its unit and its number there, from 0, with as many digits as keep texts in order:
 * {@code 2026/01/02/03/calls.jsonl.gz#000000000041}.
 */
record RowKey(String name, long number) {

    /** Stands after every row of a unit. */
    static final long END = 999_999_999_999L;

    private static final Pattern NUMBER = Pattern.compile("#\\d{12}$");
    private static final int SUFFIX = 13;

    static Optional<RowKey> parse(String text) {
        if (!NUMBER.matcher(text).find() || text.length() == SUFFIX) {
            return Optional.empty();
        }
        int at = text.length() - SUFFIX;
        return Optional.of(new RowKey(text.substring(0, at), Long.parseLong(text, at + 1, text.length(), 10)));
    }

    String text() {
        String digits = Long.toString(number);
        return name + "#" + "0".repeat(SUFFIX - 1 - digits.length()) + digits;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What rows are written as. */
public enum Format {
    /** One JSON object per line. */
    JSONL("jsonl|ndjson"),
    /** JSON objects one after another, or in arrays. */
    JSON("json"),
    /** Values separated by a delimiter, in quotes where needed, under a line of names. */
    CSV("csv"),
    PARQUET("parquet");

    private final String endings;

    /** @param endings of names, as alternatives of a regular expression */
    Format(String endings) {
        this.endings = endings;
    }

    /** Null for {@code auto}. */
    public static Format of(String text) {
        return text.equals("auto") ? null : valueOf(text.toUpperCase(Locale.ROOT));
    }

    static Optional<Format> ofName(String name) {
        return Arrays.stream(values())
                .filter(format -> name.matches(".*\\.(" + format.endings + ")"))
                .findFirst();
    }
}

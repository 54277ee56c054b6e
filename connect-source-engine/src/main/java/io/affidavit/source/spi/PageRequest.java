/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.spi;

import java.util.Objects;

/**
 * Asks for the next rows of a split, after {@code after} where that is not null.
 *
 * @param after the last row already read, or null to begin at the split's start
 * @param maxRows most rows of the page
 * @param maxChars the page ends with the row that reaches this many characters of text
 */
public record PageRequest(LogSplit split, Position after, int maxRows, long maxChars) {

    public PageRequest {
        Objects.requireNonNull(split, "split");
        if (maxRows < 1 || maxChars < 1) {
            throw new IllegalArgumentException("A page holds at least one row and one character.");
        }
    }
}

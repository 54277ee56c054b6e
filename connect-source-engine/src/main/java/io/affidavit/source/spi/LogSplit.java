/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.spi;

/**
 * A stretch of a source that is read by one task at a time: rows with {@code from <= cursor < before}.
 */
public record LogSplit(long from, long before) {

    public boolean isEmpty() {
        return from >= before;
    }
}

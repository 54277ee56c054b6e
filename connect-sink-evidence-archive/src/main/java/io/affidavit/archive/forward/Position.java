/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.forward;

import java.util.Objects;

/**
 * How far the statements of a table were read.
 *
 * @param sequence of the last statement read; 0 before the first
 * @param sha256 over its envelope; empty before the first
 */
public record Position(long sequence, String sha256) {

    /** Before the first statement. */
    public static final Position START = new Position(0, "");

    public Position {
        Objects.requireNonNull(sha256, "sha256");
    }
}

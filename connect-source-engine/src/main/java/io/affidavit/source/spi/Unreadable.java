/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.spi;

import java.util.Objects;

/**
 * The value of a row that stands for something the source holds and nobody can read, such as the rest of a damaged
 * object. It is quarantined by reference.
 *
 * @param rule what is wrong, as {@code gov.reject.rule} names it
 */
public record Unreadable(String rule, long sizeBytes) {

    public Unreadable {
        Objects.requireNonNull(rule, "rule");
    }
}

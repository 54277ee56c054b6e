/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import java.util.Objects;

/**
 * A CEL expression as the document writes it; compiled by who evaluates it.
 *
 * @param cel text of the expression
 * @param line of the document it stands on, from 1
 */
public record Condition(String cel, int line) {

    public Condition {
        Objects.requireNonNull(cel, "cel");
    }
}

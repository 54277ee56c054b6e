/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.exposure;

import java.util.List;
import java.util.Objects;

/**
 * What one value holds.
 *
 * @param found in the order of the value
 * @param refusedBy the rule by which a transform would refuse the value whole, after which nothing is looked for; empty
 *     otherwise
 */
public record Findings(List<Finding> found, String refusedBy) {

    public Findings {
        found = List.copyOf(found);
        Objects.requireNonNull(refusedBy, "refusedBy");
    }

    /** Whether a transform would refuse the value. */
    public boolean refused() {
        return !refusedBy.isEmpty();
    }
}

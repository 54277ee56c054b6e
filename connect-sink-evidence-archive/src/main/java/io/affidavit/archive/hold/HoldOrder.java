/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold;

import io.affidavit.archive.hold.predicate.HoldPredicate;
import java.util.Objects;

/**
 * A hold that is to be placed; see {@link Hold} for what it consists of.
 */
public record HoldOrder(String id, String matter, String reason, HoldPredicate predicate) {

    public HoldOrder {
        if (!Hold.isId(id)) {
            throw new IllegalArgumentException(
                    "Cannot name a hold so: use letters, digits, dots and dashes, at most 64,"
                            + " a letter or digit first.");
        }
        Objects.requireNonNull(matter, "matter");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(predicate, "predicate");
    }
}

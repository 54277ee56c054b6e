/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay.grant;

import io.affidavit.archive.hold.predicate.HoldPredicate;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which records may be replayed: those of which the predicate is certainly true, that are in one of the ranges, and whose
 * {@code replay_permission} is one of those named.
 *
 * @param where over archived columns. A column that is missing, null or masked makes it uncertain, and nothing uncertain is
 *     replayed
 * @param offsets empty for all
 * @param permissions values of {@code lifecycle.replay_permission}, at least one
 */
public record Scope(HoldPredicate where, List<OffsetWindow> offsets, Set<String> permissions) {

    /** The permission that no grant reaches. */
    public static final String DENIED = "denied";

    private static final int MOST_OFFSETS = 1_000;

    public Scope {
        Objects.requireNonNull(where, "where");
        offsets = List.copyOf(offsets);
        permissions = Set.copyOf(permissions);
        if (offsets.size() > MOST_OFFSETS) {
            throw new InvalidGrantException("it has more than " + MOST_OFFSETS + " ranges of offsets.");
        }
        if (permissions.isEmpty()) {
            throw new InvalidGrantException(
                    "it names no replay permission. Name at least one, as the records have it.");
        }
        for (String permission : permissions) {
            if (permission.isBlank() || permission.equalsIgnoreCase(DENIED)) {
                throw new InvalidGrantException(
                        "records whose replay permission is empty or " + DENIED + " are never replayed. Leave it out.");
            }
        }
    }
}

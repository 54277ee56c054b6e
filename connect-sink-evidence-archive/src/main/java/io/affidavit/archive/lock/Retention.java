/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.lock;

import java.time.Instant;
import java.util.Objects;

/**
 * A date before which a store deletes no version of an object.
 *
 * @param mode not {@link LockMode#NONE}
 */
public record Retention(LockMode mode, Instant until) {

    public Retention {
        Objects.requireNonNull(until, "until");
        if (mode == LockMode.NONE) {
            throw new IllegalArgumentException("Cannot lock object: the mode is none.");
        }
    }

    /** The later date of both, and the stricter mode. */
    static Retention strongest(Retention one, Retention other) {
        return new Retention(
                one.mode.compareTo(other.mode) > 0 ? one.mode : other.mode,
                one.until.isAfter(other.until) ? one.until : other.until);
    }

    /** Whether an object under this one is as safe as under the other. */
    public boolean covers(Retention other) {
        return mode.compareTo(other.mode) >= 0 && !until.isBefore(other.until);
    }
}

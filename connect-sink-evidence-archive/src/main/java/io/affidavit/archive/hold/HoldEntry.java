/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A hold and what became of it.
 *
 * @param release empty while it is open
 */
public record HoldEntry(Hold hold, Optional<Release> release) {

    /**
     * How a hold ended.
     *
     * @param reason why it was released
     * @param by who released it
     * @param at when, by the clock of who released it
     * @param epoch the table's hold epoch from which on it holds no more
     */
    public record Release(String reason, String by, Instant at, long epoch) {

        public Release {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(at, "at");
        }
    }

    public HoldEntry {
        Objects.requireNonNull(hold, "hold");
        Objects.requireNonNull(release, "release");
    }

    /** Whether the hold is in force. */
    public boolean isOpen() {
        return release.isEmpty();
    }
}

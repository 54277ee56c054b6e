/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.retention;

import java.time.Instant;
import java.util.Objects;

/** When the records of one class and day may go. */
public sealed interface Due {

    /** Whether they may go at {@code now}. */
    boolean by(Instant now);

    /**
     * At a time.
     *
     * @param expireAt the first moment at which they may
     */
    record At(Instant expireAt) implements Due {

        public At {
            Objects.requireNonNull(expireAt, "expireAt");
        }

        @Override
        public boolean by(Instant now) {
            return !now.isBefore(expireAt);
        }
    }

    /** Never: the policy keeps the class for ever. */
    record Never() implements Due {

        @Override
        public boolean by(Instant now) {
            return false;
        }
    }

    /** Not until a policy names the class: nobody decided about it. */
    record Unnamed() implements Due {

        @Override
        public boolean by(Instant now) {
            return false;
        }
    }
}

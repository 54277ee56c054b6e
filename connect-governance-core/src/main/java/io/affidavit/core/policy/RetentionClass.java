/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import java.util.Objects;
import java.util.Optional;

/**
 * How long records of a class are kept.
 *
 * @param id as the {@code gov.retention.class} header holds it
 * @param duration counted from the event's time
 * @param owner one of the document's owners, or empty
 * @param approval of the duration; empty while nobody approved it
 */
public record RetentionClass(String id, RetentionTerm duration, String owner, Optional<Approval> approval) {

    public RetentionClass {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(approval, "approval");
    }

    /** Whether this keeps records for less time than another. */
    public boolean shorterThan(RetentionClass other) {
        return duration.shorterThan(other.duration);
    }
}

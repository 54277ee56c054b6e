/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import java.time.LocalDate;
import java.time.Period;
import java.util.Objects;
import java.util.Optional;

/**
 * How long records of a class are kept.
 *
 * @param id as the {@code gov.retention.class} header holds it
 * @param duration positive; counted from the event's time
 * @param owner one of the document's owners, or empty
 * @param approval of the duration; empty while nobody approved it
 */
public record RetentionClass(String id, Period duration, String owner, Optional<Approval> approval) {

    /** Any day serves to compare periods by, as long as it is always the same. */
    private static final LocalDate REFERENCE = LocalDate.of(2001, 1, 1);

    public RetentionClass {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(approval, "approval");
    }

    /** Whether this keeps records for less time than another. */
    public boolean shorterThan(RetentionClass other) {
        return REFERENCE.plus(duration).isBefore(REFERENCE.plus(other.duration));
    }
}

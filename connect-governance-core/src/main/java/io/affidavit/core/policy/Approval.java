/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import java.time.LocalDate;
import java.util.Objects;

/**
 * Who agreed to something, and where that is written down.
 *
 * @param by person or body
 * @param on day of the approval
 * @param ticket where the decision is recorded
 */
public record Approval(String by, LocalDate on, String ticket) {

    public Approval {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(on, "on");
        Objects.requireNonNull(ticket, "ticket");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.report;

import java.time.Instant;

/**
 * A moment to point at.
 *
 * @param text beside it, such as the number of an incident
 */
record Mark(Kind kind, Instant time, String text) {

    /** What happened then; the name is its class in the style sheet. */
    enum Kind {
        PLANTED,
        FOUND
    }
}

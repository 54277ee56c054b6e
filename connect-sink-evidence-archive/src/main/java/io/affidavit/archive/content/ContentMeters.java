/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.content;

import io.affidavit.core.metrics.Meter;
import io.affidavit.core.metrics.Meters;

/** What offloading counts. */
record ContentMeters(Meter texts, Meter bytes) {

    static ContentMeters in(Meters meters) {
        return new ContentMeters(
                meters.counter("offloaded-texts", "Texts taken out of records."),
                meters.counter("offloaded-bytes", "Bytes of these texts in UTF-8."));
    }
}

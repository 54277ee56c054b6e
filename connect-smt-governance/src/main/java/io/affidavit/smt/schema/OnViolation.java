/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.schema;

import io.affidavit.smt.reject.OnReject;
import java.util.Locale;

/** What to do with a record whose version is not accepted. */
enum OnViolation {
    FAIL(OnReject.FAIL),
    QUARANTINE(OnReject.QUARANTINE),
    /** Let it pass with the rule in {@code gov.rules}. */
    TAG(null),
    DROP(OnReject.DROP);

    private final OnReject onReject;

    OnViolation(OnReject onReject) {
        this.onReject = onReject;
    }

    OnReject onReject() {
        return onReject;
    }

    static OnViolation of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}

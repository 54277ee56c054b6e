/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.event;

import io.affidavit.smt.reject.OnReject;
import java.util.Arrays;
import java.util.Locale;

/** What happens to a row that is not as its mapping knows it. */
enum OnChange {
    IGNORE(null),
    TAG(null),
    QUARANTINE(OnReject.QUARANTINE),
    FAIL(OnReject.FAIL);

    private final OnReject refusal;

    OnChange(OnReject refusal) {
        this.refusal = refusal;
    }

    /** How the row is refused; null where it passes. */
    OnReject refusal() {
        return refusal;
    }

    static OnChange of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    static String[] texts() {
        return Arrays.stream(values())
                .map(action -> action.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }
}

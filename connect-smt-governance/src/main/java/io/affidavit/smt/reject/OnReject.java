/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.reject;

import java.util.Arrays;
import java.util.Locale;

/** What to do with a refused record, as configured by {@code on.reject} and by transforms with a choice per rule. */
public enum OnReject {
    /** Reroute a source record; for a sink record do what {@code on.reject.sink} says. */
    QUARANTINE,
    /** Raise an error without content. */
    FAIL,
    /** Remove the record and count it. */
    DROP;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OnReject of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    static String[] texts() {
        return Arrays.stream(values()).map(OnReject::text).toArray(String[]::new);
    }
}

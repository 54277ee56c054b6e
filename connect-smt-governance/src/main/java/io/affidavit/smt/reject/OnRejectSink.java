/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.reject;

import java.util.Arrays;
import java.util.Locale;

/** What quarantine means for a sink record, as configured by {@code on.reject.sink}: only some sinks know our headers. */
enum OnRejectSink {
    /** Raise an error without content. */
    FAIL,
    /** Let the protected record pass, for a sink that keeps it in a quarantine of its own. */
    ROUTE,
    /** Let the record itself pass with the reason on it, for a gate that diverts what must not pass. */
    PASS;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OnRejectSink of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    static String[] texts() {
        return Arrays.stream(values()).map(OnRejectSink::text).toArray(String[]::new);
    }
}

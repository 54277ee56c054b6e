package io.affidavit.smt.reject;

import java.util.Arrays;
import java.util.Locale;

/** The choices of {@code on.reject}. */
enum OnReject {
    QUARANTINE,
    FAIL,
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

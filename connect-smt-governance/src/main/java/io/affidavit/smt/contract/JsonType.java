/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.contract;

import java.util.Locale;

/** The types of JSON Schema; sets of them are numbers, one bit each. */
enum JsonType {
    NULL,
    BOOLEAN,
    INTEGER,
    NUMBER,
    STRING,
    ARRAY,
    OBJECT;

    static final int ALL = (1 << values().length) - 1;

    int bit() {
        return 1 << ordinal();
    }

    /** @throws IllegalArgumentException for an unknown type */
    static JsonType of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}

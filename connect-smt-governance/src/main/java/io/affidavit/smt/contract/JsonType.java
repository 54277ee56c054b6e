/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.contract;

import java.util.Locale;

/** The types of JSON Schema; sets of them are numbers, one bit each. */
enum JsonType {
    NULL(1),
    BOOLEAN(2),
    INTEGER(4),
    NUMBER(8),
    STRING(16),
    ARRAY(32),
    OBJECT(64);

    static final int ALL = 127;

    private final int bit;

    JsonType(int bit) {
        this.bit = bit;
    }

    int bit() {
        return bit;
    }

    /** @throws IllegalArgumentException for an unknown type */
    static JsonType of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}

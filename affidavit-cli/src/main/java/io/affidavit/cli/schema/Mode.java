/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.schema;

import java.util.List;
import java.util.Locale;

/** Who must be able to read whose records. */
enum Mode {
    /** Readers of the new version, records of the old. */
    BACKWARD,
    /** Readers of the old version, records of the new. */
    FORWARD,
    FULL;

    /** The directions this mode asks for. */
    List<Mode> directions() {
        return this == FULL ? List.of(BACKWARD, FORWARD) : List.of(this);
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

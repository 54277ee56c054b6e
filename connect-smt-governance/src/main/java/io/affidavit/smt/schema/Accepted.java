/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.schema;

import io.affidavit.smt.upcast.Upcasts;
import io.affidavit.smt.version.VersionRange;
import java.util.Objects;

/**
 * The versions of a schema that may pass.
 *
 * @param upcasts the ways to the target version; null if records stay in theirs
 */
record Accepted(VersionRange versions, Upcasts upcasts) {

    Accepted {
        Objects.requireNonNull(versions, "versions");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import java.util.List;

/** Knows the names on the way to the text that is being looked at. Asked only where somebody wants to know. */
@FunctionalInterface
interface Trail {

    /** Adds the names from the outermost to the innermost; list indexes are left out. */
    void addTo(List<String> names);
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

/** What one step does, to values and to their schemas alike. What is not there is left alone. Safe for many threads. */
sealed interface Operation permits Relocate, Put, Restate, Cast, Remove, Translate, Split, Merge, Compute, Each {

    /** @throws UpcastException if the value cannot be what the step makes of it */
    void rewrite(Draft draft);

    /** @throws UpcastException if no value of the schema can be what the step makes of it */
    void rewrite(Shape shape);
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

/** Turns a Connect value, which is not null, into the internal value of one column. */
@FunctionalInterface
interface Coercion {

    /** @throws Rejection when the value has no such form */
    Object coerce(Object value);
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/** Tells whether a code is one of its kind. The code is given in capitals and without separators. Stateless. */
@FunctionalInterface
interface Check {

    Check NONE = (code, length) -> true;

    boolean holds(char[] code, int length);

    default Check and(Check other) {
        return (code, length) -> holds(code, length) && other.holds(code, length);
    }
}

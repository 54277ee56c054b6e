/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

/** The integers that every JSON reader holds exactly (RFC 7493, section 2.2). */
final class SafeNumbers {

    static final long MAX = (1L << 53) - 1;

    private SafeNumbers() {}

    static void check(long number) {
        if (number < 0 || number > MAX) {
            throw new IllegalArgumentException("Cannot attest number " + number + ": not between 0 and 2^53-1.");
        }
    }
}

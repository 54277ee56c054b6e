/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import java.util.regex.Pattern;

/** The text form of a SHA-256: 64 lower-case hex digits. */
final class Hex {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private Hex() {}

    static void check(String text) {
        if (!SHA256.matcher(text).matches()) {
            throw new IllegalArgumentException("Cannot attest hash: it is not 64 lower-case hex digits.");
        }
    }
}

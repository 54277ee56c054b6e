/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.core.identity.Digests;
import java.nio.charset.StandardCharsets;

/** Numbers for what has none. */
final class Numbers {

    private Numbers() {}

    /** A positive number that hardly any two texts share. */
    static long of(String text) {
        String digest = Digests.sha256Hex(text.getBytes(StandardCharsets.UTF_8));
        return Long.parseUnsignedLong(digest.substring(0, 16), 16) >>> 1;
    }
}

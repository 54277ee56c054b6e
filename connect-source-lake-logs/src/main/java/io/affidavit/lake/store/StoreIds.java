/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.store;

import io.affidavit.core.identity.Digests;
import java.nio.charset.StandardCharsets;

/** Numbers that stand for names. */
public final class StoreIds {

    private StoreIds() {}

    /** 64 bits of the name's SHA-256. */
    public static long of(String name) {
        return Long.parseUnsignedLong(
                Digests.sha256Hex(name.getBytes(StandardCharsets.UTF_8)).substring(0, 16), 16);
    }
}

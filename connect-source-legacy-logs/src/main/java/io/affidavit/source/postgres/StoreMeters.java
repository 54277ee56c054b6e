/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

/** What a store reports of its work. */
public interface StoreMeters {

    /** A page was read in so many milliseconds. */
    void page(long millis);

    /** Whether the safe bound had to be found by a lag although the transaction horizon was wanted. */
    void fallback(boolean inUse);

    /** Meters that report nothing. */
    static StoreMeters none() {
        return new StoreMeters() {
            @Override
            public void page(long millis) {}

            @Override
            public void fallback(boolean inUse) {}
        };
    }
}

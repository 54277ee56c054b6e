/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.spi;

/** What a store reports of its work. */
public interface SourceMeters {

    /** A page was read in so many milliseconds. */
    void page(long millis);

    /** Whether the safe bound had to be found by a lag although the transaction horizon was wanted. */
    void fallback(boolean inUse);

    /** Something was deleted at the source before all of it was read. */
    default void deletedAtSource() {}

    /** So many objects appeared below a bound that had been read already; only a comparison with the source finds their rows. */
    default void late(long objects) {}

    /** Meters that report nothing. */
    static SourceMeters none() {
        return new SourceMeters() {
            @Override
            public void page(long millis) {}

            @Override
            public void fallback(boolean inUse) {}
        };
    }
}

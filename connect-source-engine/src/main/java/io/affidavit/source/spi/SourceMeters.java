/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.spi;

import java.util.Optional;

/** What a store reports of its work. */
public interface SourceMeters {

    /** A page was read in so many milliseconds. */
    void page(long millis);

    /** The safe bound was found as it was wanted, or by a lag; then what an administrator can do, as a sentence. */
    void fallback(Optional<String> remedy);

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
            public void fallback(Optional<String> remedy) {}
        };
    }
}

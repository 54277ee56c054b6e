/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import java.util.function.Consumer;
import java.util.function.LongPredicate;

/** A place whose rows can be read in any order, again and again. */
interface Tier {

    TierName name();

    /** Whether it is the archive's quarantine, whose rows count as archived and are counted besides. */
    default boolean isQuarantine() {
        return false;
    }

    /**
     * Shows every row whose window is wanted; rows of other windows may be skipped or shown.
     *
     * @param windows numbers of the windows wanted
     * @throws io.affidavit.cli.output.Failure if the tier cannot be read to its end
     */
    void read(LongPredicate windows, Consumer<Sighting> rows);

    /** How many records of the last read could not be told to belong to any row. */
    default long unreadable() {
        return 0;
    }
}

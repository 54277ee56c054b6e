/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import java.util.Set;
import java.util.function.Consumer;

/** A place whose rows can be read in any order, and those of some windows again. */
interface Tier {

    TierName name();

    /** Whether it is the archive's quarantine, whose rows count as archived and are counted besides. */
    default boolean isQuarantine() {
        return false;
    }

    /**
     * Shows every row.
     *
     * @throws io.affidavit.cli.output.Failure if the tier cannot be read to its end
     */
    void read(Consumer<Sighting> rows);

    /**
     * Shows every row of some windows again, as {@link #read(Consumer)} showed it unless it was changed since; rows of
     * other windows may be shown too.
     *
     * @param windows their numbers
     * @throws io.affidavit.cli.output.Failure if the tier cannot be read to its end
     */
    void read(Set<Long> windows, Consumer<Sighting> rows);

    /** How many records of the last whole read could not be told to belong to any row. */
    default long unreadable() {
        return 0;
    }
}

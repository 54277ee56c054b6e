/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.source.engine.WindowGrid;

/** What a whole reading of one tier adds up to. */
final class TierSums {

    private final Tier tier;
    private final WindowGrid grid;
    private final WindowSums rows = new WindowSums();
    private final WindowSums quarantined = new WindowSums();
    private long masked;

    TierSums(Tier tier, WindowGrid grid) {
        this.tier = tier;
        this.grid = grid;
    }

    void add(Sighting sighting) {
        long window = grid.windowOf(sighting.position());
        rows.add(window, sighting);
        if (sighting.masked()) {
            masked++;
        }
        if (sighting.quarantined()) {
            quarantined.add(window, sighting);
        }
    }

    Tier tier() {
        return tier;
    }

    /** The checksum of each window. */
    WindowSums rows() {
        return rows;
    }

    /** Of those, the rows of which only a reference was sent: no archive holds them. */
    WindowSums quarantined() {
        return quarantined;
    }

    /** How many rows may have been masked. */
    long masked() {
        return masked;
    }
}

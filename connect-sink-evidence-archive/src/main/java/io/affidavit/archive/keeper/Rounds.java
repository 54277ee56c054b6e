/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.keeper;

import io.affidavit.archive.retention.Retention;
import java.util.Objects;
import java.util.Optional;

/**
 * What is done with a table when it is time: what was removed before goes on, then what is past its term goes, and what is left
 * is sealed.
 *
 * @param sealing empty where nothing is to be sealed
 */
public record Rounds(RemovalRound removal, ExpiryRound expiry, Optional<SealRound> sealing) {

    public Rounds {
        Objects.requireNonNull(removal, "removal");
        Objects.requireNonNull(expiry, "expiry");
        Objects.requireNonNull(sealing, "sealing");
    }

    /**
     * Does it once.
     *
     * @param retention empty where nothing is to be expired
     * @throws RuntimeException when it could not be finished; the next time goes on where it stopped
     */
    public void run(Optional<Retention> retention) {
        removal.run();
        retention.ifPresent(expiry::run);
        sealing.ifPresent(SealRound::run);
    }
}

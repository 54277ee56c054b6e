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
 * is sealed, and what stays is locked for longer where its lock is about to end.
 *
 * @param sealing empty where nothing is to be sealed
 */
public record Rounds(RemovalRound removal, ExpiryRound expiry, Optional<SealRound> sealing, LockRound locking) {

    public Rounds {
        Objects.requireNonNull(removal, "removal");
        Objects.requireNonNull(expiry, "expiry");
        Objects.requireNonNull(sealing, "sealing");
        Objects.requireNonNull(locking, "locking");
    }

    /**
     * Does it once.
     *
     * @param retention the policy's terms; empty where none are known
     * @param expires whether what is past its term is looked for
     * @throws RuntimeException when it could not be finished; the next time goes on where it stopped
     */
    public void run(Optional<Retention> retention, boolean expires) {
        try {
            change(retention, expires);
        } finally {
            // Whatever failed, no lock of what stays may end for it.
            locking.run(retention);
        }
    }

    private void change(Optional<Retention> retention, boolean expires) {
        // Where the policy is wanted and cannot be read, nothing is deleted on the strength of an older one either.
        if (!expires || retention.isPresent()) {
            removal.run();
        }
        if (expires) {
            retention.ifPresent(expiry::run);
        }
        sealing.ifPresent(round -> round.run(locking.locks(retention)));
    }
}

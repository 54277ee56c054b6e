/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.keeper;

import io.affidavit.archive.removal.Progress;
import io.affidavit.archive.removal.Remover;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the open removals of a table, of whatever cause, as far as they can go now, and tells the log. Counts and ids only.
 *
 * @param table its name
 * @param runs whether anything is changed
 */
public record RemovalRound(String table, Remover remover, boolean runs) {

    private static final Logger LOG = LoggerFactory.getLogger(RemovalRound.class);

    void run() {
        if (runs) {
            remover.advance().forEach(this::tell);
        }
    }

    private void tell(Progress progress) {
        if (progress instanceof Progress.Certified certified) {
            LOG.info(
                    "Removal {} of {} is complete, certified by statement {}",
                    certified.id(),
                    table,
                    certified.statement().sequence());
        } else if (progress instanceof Progress.Returned returned) {
            LOG.info(
                    "{} files of removal {} are back in {}: a hold may be about them",
                    returned.files(),
                    returned.id(),
                    table);
        } else if (progress instanceof Progress.Pending pending) {
            LOG.warn(
                    "Removal {} of {} is pending: {} files are reached by a branch or tag, {} are locked by the store",
                    pending.id(),
                    table,
                    pending.referenced(),
                    pending.kept());
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.keeper;

import io.affidavit.archive.retention.RetentionLocks;
import io.affidavit.archive.seal.SealPlan;
import io.affidavit.archive.seal.SealTerms;
import io.affidavit.archive.seal.Sealer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of sealing of a table, and what the log says of it. Counts and days only.
 *
 * @param table its name
 * @param runs whether anything is changed; else the log says what would be
 */
public record SealRound(String table, Sealer sealer, SealTerms terms, boolean runs) {

    private static final Logger LOG = LoggerFactory.getLogger(SealRound.class);

    /**
     * Seals what can be sealed.
     *
     * @param locks by which new files are locked; empty where they are locked as the old ones were
     * @throws RuntimeException when it could not be finished;
     *     the next round goes on where it stopped
     */
    public void run(Optional<RetentionLocks> locks) {
        SealPlan plan = sealer.plan(terms);
        if (plan.unattested() > 0) {
            LOG.warn(
                    "{} small files of closed days of {} are not sealed: no statement attests them",
                    plan.unattested(),
                    table);
        }
        LOG.info(
                "{} {} files of {}, {} bytes, to {}; {} more for later rounds, {} small files of open days",
                runs ? "Sealing" : "Would seal",
                plan.files(),
                table,
                plan.bytes(),
                plan.packs().size(),
                plan.later(),
                plan.open());
        if (runs) {
            sealer.seal(
                            plan,
                            terms.grace(),
                            (partition, location) -> locks.ifPresent(store -> store.lockFully(partition, location)))
                    .refused()
                    .forEach(fault -> LOG.warn("A day of {} is not sealed. {}", table, fault));
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.keeper;

import io.affidavit.archive.expiry.Expirer;
import io.affidavit.archive.expiry.ExpiryPlan;
import io.affidavit.archive.retention.Retention;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of expiry of a table, and what the log says of it. Counts, classes and ids only.
 *
 * @param table its name
 * @param grace how long a drop can be undone
 * @param runs whether anything is changed; else the log says what would be
 */
public record ExpiryRound(String table, Expirer expirer, Duration grace, boolean runs) {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiryRound.class);

    /** @throws RuntimeException when it could not be finished; the next round goes on where it stopped */
    public void run(Retention retention) {
        ExpiryPlan plan = expirer.plan(retention);
        plan.unnamed()
                .forEach((retentionClass, files) -> LOG.warn(
                        "{} files of {} are of class {}, which policy {} does not name: they are kept",
                        files,
                        table,
                        retentionClass,
                        plan.policy().name()));
        if (!plan.unattested().isEmpty()) {
            LOG.warn(
                    "{} files of {} are past their retention but no statement attests them: they are kept",
                    plan.unattested().size(),
                    table);
        }
        LOG.info(
                "{} {} rows of {} in {} files, past their retention by policy {}; {} partly held files are carved;"
                        + " kept are {} held and {} locked files",
                runs ? "Dropping" : "Would drop",
                plan.rows(),
                table,
                plan.drops().size(),
                plan.policy().name(),
                plan.carved().size(),
                plan.held().size(),
                plan.locked().size());
        if (runs) {
            expirer.drop(plan, grace);
        }
    }
}

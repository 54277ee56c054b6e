/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.seal;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.ChangeCommitter;
import io.affidavit.archive.commit.ChangeDeferredException;
import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.removal.Chain;
import io.affidavit.archive.removal.Holding;
import io.affidavit.core.key.SigningKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.iceberg.Table;

/** Seals closed days of one table; see the package's description. Not thread-safe. */
public final class Sealer {

    private final Supplier<Table> tables;
    private final Function<Table, Holding> holding;
    private final SigningKey key;
    private final String by;
    private final Duration patience;
    private final Clock clock;
    private final SealPlanner planner = new SealPlanner(new Chain());

    /**
     * @param tables loads the table anew
     * @param holding reads the holds that are open at a state of the table
     * @param by who or what seals; stands in the statements
     * @param patience for how long a commit is tried
     */
    public Sealer(
            Supplier<Table> tables,
            Function<Table, Holding> holding,
            SigningKey key,
            String by,
            Duration patience,
            Clock clock) {
        this.tables = tables;
        this.holding = holding;
        this.key = key;
        this.by = by;
        this.patience = patience;
        this.clock = clock;
    }

    /** Finds what can be sealed. Changes nothing. */
    public SealPlan plan(SealTerms terms) {
        return planner.plan(tables.get(), terms, clock.instant());
    }
}

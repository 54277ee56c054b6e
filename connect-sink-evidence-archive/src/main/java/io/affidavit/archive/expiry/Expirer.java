/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import io.affidavit.archive.commit.ChangeDeferredException;
import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.removal.Chain;
import io.affidavit.archive.removal.HeldRows;
import io.affidavit.archive.removal.ObjectVersions;
import io.affidavit.archive.removal.Remover;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.archive.retention.Retention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.Table;

/** Drops the records of one table that are past their term. Not thread-safe. */
public final class Expirer {

    private static final int MOST_FILES = 2_000;
    private static final int MOST_CARVED = 100;

    private final Upkeep upkeep;
    private final Chain chain;
    private final HeldRows heldRows;
    private final Remover remover;

    public Expirer(Upkeep upkeep) {
        this.upkeep = upkeep;
        this.chain = new Chain();
        this.heldRows = new HeldRows();
        this.remover = new Remover(upkeep, chain, heldRows);
    }

    /** What carries the drops to their end. */
    public Remover remover() {
        return remover;
    }

    /** Finds what is past its term. Changes nothing. */
    public ExpiryPlan plan(Retention retention) {
        Table table = upkeep.table();
        return new ExpiryPlanner(ObjectVersions.of(table.io()), chain, heldRows)
                .plan(
                        table,
                        retention,
                        upkeep.holding().apply(table),
                        upkeep.clock().instant());
    }

    /**
     * Takes the files of a plan out of the table, the held rows of partly held ones carved out before; great plans by several
     * commits.
     *
     * @param grace for how long the drop can be undone
     * @return the statements; none for a plan that drops nothing
     * @throws ChangeRefusedException when the table or its holds moved on: plan again
     * @throws ChangeDeferredException when others came first all the time
     */
    public List<StatementRef> drop(ExpiryPlan plan, Duration grace) {
        List<StatementRef> statements = new ArrayList<>();
        plan.parts(MOST_FILES, MOST_CARVED)
                .forEach(part -> dropPart(part, grace).ifPresent(statements::add));
        return statements;
    }

    private Optional<StatementRef> dropPart(ExpiryPlan plan, Duration grace) {
        Table table = upkeep.table();
        Carving carving = new Carving(upkeep, table, upkeep.holding().apply(table));
        List<Carved> carved = carving.carve(plan.carved());
        if (plan.drops().isEmpty() && carved.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(upkeep.commit(new Drop(
                    UUID.randomUUID().toString(),
                    plan,
                    carved,
                    carving.schemaId(),
                    upkeep.clock().instant().plus(grace),
                    upkeep.holding())));
        } catch (ChangeRefusedException e) {
            // Certainly not committed. What a commit of unknown result may refer to is left to the sweep of orphans.
            carving.discard(carved);
            throw e;
        }
    }
}

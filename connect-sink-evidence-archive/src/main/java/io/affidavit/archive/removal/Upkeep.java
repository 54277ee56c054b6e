/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.removal;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.ChangeCommitter;
import io.affidavit.archive.commit.TableChange;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.core.key.SigningKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.iceberg.Table;

/**
 * A table in the hands of one who changes it by signed commits.
 *
 * @param tables loads the table anew
 * @param holding reads the holds that are open at a state of the table
 * @param by who or what makes the changes; stands in the statements
 * @param patience for how long a commit is tried
 */
public record Upkeep(
        Supplier<Table> tables,
        Function<Table, Holding> holding,
        SigningKey key,
        String by,
        Duration patience,
        Clock clock) {

    public Upkeep {
        Objects.requireNonNull(tables, "tables");
        Objects.requireNonNull(holding, "holding");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(patience, "patience");
        Objects.requireNonNull(clock, "clock");
    }

    /** The table as it stands now. */
    public Table table() {
        return tables.get();
    }

    /**
     * Makes a change, see {@link ChangeCommitter#commit}.
     *
     * @throws io.affidavit.archive.commit.ChangeRefusedException when the table or its holds moved on
     * @throws io.affidavit.archive.commit.ChangeDeferredException when others came first all the time
     */
    public StatementRef commit(TableChange change) {
        return new ChangeCommitter(table(), key, by, Backoff.within(patience), clock).commit(change);
    }
}

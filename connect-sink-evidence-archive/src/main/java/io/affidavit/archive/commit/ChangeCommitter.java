/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import io.affidavit.archive.evidence.statement.HoldStatement;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementHead;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.statement.StatementStore;
import io.affidavit.archive.intent.Intents;
import io.affidavit.core.key.SigningKey;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes signed changes of one table, each in one snapshot that succeeds only on the very state it was planned and signed for.
 * A refused change is planned and signed again on the new state; one whose result is unknown is looked for before that.
 * Not thread-safe.
 */
public final class ChangeCommitter {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeCommitter.class);

    private final Table table;
    private final SigningKey key;
    private final String by;
    private final Backoff backoff;
    private final Clock clock;

    /** @param by who or what makes the changes; stands in their statements */
    public ChangeCommitter(Table table, SigningKey key, String by, Backoff backoff, Clock clock) {
        this.table = table;
        this.key = key;
        this.by = by;
        this.backoff = backoff;
        this.clock = clock;
    }

    /**
     * Makes the change, unless a snapshot that the table still has made it before. Blocks no longer than the backoff's budget
     * plus one attempt.
     *
     * @return its statement
     * @throws ChangeRefusedException when the change itself refuses the state of the table
     * @throws ChangeDeferredException when time ran out
     */
    public StatementRef commit(TableChange change) {
        long began = System.nanoTime();
        for (int refusals = 1; ; refusals++) {
            String reason;
            try {
                table.refresh();
                Optional<StatementRef> made = made(change);
                StatementRef statement = made.isPresent() ? made.get() : attempt(change);
                change.intents().forEach(intent -> Intents.withdraw(table.io(), intent));
                return statement;
            } catch (ChangeRefusedException e) {
                throw e;
            } catch (CommitFailedException | ValidationException e) {
                reason = "other commits came first";
            } catch (RuntimeException e) {
                // The catalog or the store failed: the commit may have happened. The next round finds out.
                reason = e.getClass().getSimpleName();
                LOG.warn("Cannot tell result of change {} to {}: {}", change.id(), table.name(), reason);
            }
            long wait = backoff.waitMillis(refusals);
            long spent = (System.nanoTime() - began) / 1_000_000;
            if (spent + wait > backoff.budget().toMillis() || !Backoff.slept(wait)) {
                throw new ChangeDeferredException(table.name(), reason);
            }
        }
    }

    private Optional<StatementRef> made(TableChange change) {
        for (Snapshot snapshot : Watermarks.ancestry(table)) {
            if (change.id().equals(snapshot.summary().get(TableCommitter.COMMIT_ID))) {
                return StatementRef.from(snapshot.summary());
            }
        }
        return Optional.empty();
    }

    private StatementRef attempt(TableChange change) {
        if (!change.intents().stream().allMatch(intent -> Intents.stands(table.io(), intent))) {
            throw new ChangeRefusedException("Cannot change " + table.name()
                    + ": the new files took so long to write that they were swept as orphans. Do it again.");
        }
        Snapshot parent = table.currentSnapshot();
        Map<String, String> summary = new LinkedHashMap<>(Holds.carriedBy(table));
        Watermarks watermarks = Watermarks.of(table);
        Statement statement = change.statement(table, head(change));
        StatementRef ref = StatementStore.of(table).write(statement, key);
        Map<String, String> mirrored = new LinkedHashMap<>(ref.toProperties());
        mirrored.put(Watermarks.KEY, watermarks.toText());
        if (statement instanceof HoldStatement hold) {
            mirrored.putAll(Holds.entries(ref, hold.epoch(), hold.registry()));
        }
        summary.putAll(mirrored);
        summary.putAll(change.summary(statement));
        summary.put(TableCommitter.COMMIT_ID, change.id());
        try {
            Transaction transaction = table.newTransaction();
            SnapshotUpdate<?> update = change.stage(table, transaction);
            summary.forEach(update::set);
            update.validateWith(
                    new ParentGuard(parent == null ? null : parent.snapshotId(), Map.of(), table.properties()));
            update.commit();
            UpdateProperties properties = transaction.updateProperties();
            mirrored.forEach(properties::set);
            properties.commit();
            transaction.commitTransaction();
        } catch (CommitFailedException | ValidationException | ChangeRefusedException e) {
            Attestor.withdraw(table, ref);
            throw e;
        }
        return ref;
    }

    private StatementHead head(TableChange change) {
        return new StatementHead(table.uuid().toString(), by, Attestor.head(table), clock.instant(), change.id());
    }
}

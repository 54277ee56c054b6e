/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.adopt;

import io.affidavit.archive.commit.Attestor;
import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.ChangeCommitter;
import io.affidavit.archive.commit.ChangeDeferredException;
import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.removal.Chain;
import io.affidavit.core.key.SigningKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;

/** Attests what another engine rewrote, see the package's description. Not thread-safe. */
public final class Adopter {

    private final Supplier<Table> tables;
    private final Chain chain = new Chain();

    /** @param tables loads the table anew */
    public Adopter(Supplier<Table> tables) {
        this.tables = tables;
    }

    /**
     * Reads every unattested file that a rewrite brought and every attested one that it took away, and compares their rows.
     * Changes nothing. Takes about as long as reading these files, {@value SortedLeaves#CAPACITY} row hashes of memory for
     * each side, and 44 bytes of temporary disk for every row beyond.
     *
     * @throws ChangeRefusedException when the chain of statements cannot be followed
     * @throws RuntimeException when the table's metadata cannot be read
     */
    public AdoptionPlan plan() {
        Table table = tables.get();
        long head = Attestor.head(table).map(StatementRef::sequence).orElse(0L);
        Map<String, StandingFile> missing = StandingFiles.of(chain, table);
        Map<String, FileScanTask> unattested = LiveTasks.of(table);
        unattested.keySet().removeIf(path -> missing.remove(path) != null);
        SnapshotGroups groups = SnapshotGroups.of(table);
        List<Rewrite> rewrites = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        List<String> strangers =
                unattested.keySet().stream().filter(path -> !groups.knows(path)).toList();
        missing.keySet().stream()
                .filter(path -> !groups.knows(path))
                .map(path ->
                        new Refusal(path, "it is attested and not live, and no snapshot that the table has removed it"))
                .forEach(refusals::add);
        for (SnapshotGroups.Group group : groups.split(missing, unattested)) {
            new Comparison(table, group).run(rewrites::add, refusals::add);
        }
        return new AdoptionPlan(head, table.schema().schemaId(), rewrites, refusals, strangers);
    }

    /**
     * Signs the rewrites of a plan, each by a statement of its own. Doing it again after a crash adopts the rest.
     *
     * @param by who adopts; stands in the statements
     * @param patience for how long a commit is tried
     * @throws ChangeRefusedException when the plan has refusals, or one of its files came or left since
     * @throws ChangeDeferredException when others came first all the time
     */
    public List<StatementRef> adopt(AdoptionPlan plan, SigningKey key, String by, Duration patience, Clock clock) {
        if (!plan.refusals().isEmpty()) {
            Refusal first = plan.refusals().get(0);
            throw new ChangeRefusedException(
                    "Cannot adopt rewritten files: " + plan.refusals().size()
                            + " things do not match, the first is " + first.subject() + ": " + first.detail()
                            + ". Nothing was attested.");
        }
        ChangeCommitter committer = new ChangeCommitter(tables.get(), key, by, Backoff.within(patience), clock);
        return plan.rewrites().stream()
                .map(rewrite -> committer.commit(Adoption.of(rewrite, plan, chain)))
                .toList();
    }
}

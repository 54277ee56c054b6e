/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.ChangeCommitter;
import io.affidavit.archive.commit.ChangeDeferredException;
import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.commit.TableChange;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.CompletionStatement.DeletedFile;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.expiry.ExpiryPlan.Expired;
import io.affidavit.archive.expiry.HeldRows.Share;
import io.affidavit.archive.retention.Retention;
import io.affidavit.core.key.SigningKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;

/**
 * Expires the records of one table, step by step; see the package's description. Whatever a step leaves undone, the next
 * call takes up, in this process or another. Not thread-safe.
 */
public final class Expirer {

    private static final int MOST_FILES = 2_000;
    private static final int ATTEMPTS = 10;

    private final Supplier<Table> tables;
    private final Function<Table, Holding> holding;
    private final SigningKey key;
    private final String by;
    private final Duration patience;
    private final Clock clock;
    private final Chain chain = new Chain();
    private final HeldRows heldRows = new HeldRows();
    private final Map<String, Long> clearedAt = new HashMap<>();

    /**
     * @param tables loads the table anew
     * @param holding reads the holds that are open at a state of the table
     * @param by who or what expires; stands in the statements
     * @param patience for how long a commit is tried
     */
    public Expirer(
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

    /** Finds what is past its term. Changes nothing. */
    public ExpiryPlan plan(Retention retention) {
        Table table = tables.get();
        return new ExpiryPlanner(ObjectVersions.of(table.io()), chain, heldRows)
                .plan(table, retention, holding.apply(table), clock.instant());
    }

    /**
     * Takes the files of a plan out of the table; great plans by several commits.
     *
     * @param grace for how long the drop can be undone
     * @return the statements; none for a plan that drops nothing
     * @throws ChangeRefusedException when the table or its holds moved on: plan again
     * @throws ChangeDeferredException when others came first all the time
     */
    public List<StatementRef> drop(ExpiryPlan plan, Duration grace) {
        List<StatementRef> statements = new ArrayList<>();
        for (int from = 0; from < plan.drops().size(); from += MOST_FILES) {
            List<Expired> some =
                    plan.drops().subList(from, Math.min(plan.drops().size(), from + MOST_FILES));
            statements.add(commit(new Drop(
                    UUID.randomUUID().toString(), plan.of(some), clock.instant().plus(grace), holding)));
        }
        return statements;
    }

    /** The expiries that are neither undone nor certified, oldest first. */
    public List<OpenExpiry> open() {
        return OpenExpiry.of(chain, tables.get());
    }

    /**
     * Puts the files of an expiry back into the table.
     *
     * @param reason why, for people
     * @throws ChangeRefusedException when it is not open, or its deletion has begun
     */
    public StatementRef undo(String id, String reason) {
        OpenExpiry expiry = open().stream()
                .filter(open -> open.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ChangeRefusedException("Cannot undo expiry " + id
                        + ": there is no open expiry of this id. affidavit expire --dry-run lists the open ones."));
        return commit(new PutBack("undo-" + id, expiry, expiry.files(), reason, holding));
    }

    /** Takes every open expiry as far as it can go now. */
    public List<Progress> advance() {
        return advance(open());
    }

    /** As {@link #advance()}, for expiries that were open when they were read. */
    List<Progress> advance(List<OpenExpiry> expiries) {
        return expiries.stream().map(this::advance).toList();
    }

    private Progress advance(OpenExpiry expiry) {
        try {
            for (int attempt = 0; !expiry.begun() && attempt < ATTEMPTS; attempt++) {
                Table table = tables.get();
                // Before the holds are read: what is decided by them stands on this state alone.
                LettingGo lettingGo = LettingGo.of(expiry, table);
                Holding now = holding.apply(table);
                List<AttestedFile> held = heldSince(expiry, table, now);
                if (!held.isEmpty()) {
                    return new Progress.Returned(expiry.id(), held.size(), putBack(expiry, held, now));
                }
                if (clock.instant().isBefore(expiry.graceUntil())) {
                    return new Progress.InGrace(expiry.id(), expiry.graceUntil());
                }
                if (lettingGo.begin()) {
                    return erase(expiry);
                }
            }
            return expiry.begun() ? erase(expiry) : new Progress.Deferred(expiry.id());
        } catch (ChangeRefusedException | ChangeDeferredException e) {
            return new Progress.Deferred(expiry.id());
        }
    }

    private StatementRef putBack(OpenExpiry expiry, List<AttestedFile> held, Holding now) {
        return commit(new PutBack(
                "undo-" + expiry.id() + "-" + now.epoch(),
                expiry,
                held,
                "they may be under a hold placed since, epoch " + now.epoch(),
                holding));
    }

    /** The dropped files that a hold, placed after the drop was planned, may be about. */
    private List<AttestedFile> heldSince(OpenExpiry expiry, Table table, Holding now) {
        long cleared = clearedAt.getOrDefault(expiry.id(), expiry.statement().holdEpoch());
        if (now.epoch() == cleared) {
            return List.of();
        }
        List<AttestedFile> held = new ArrayList<>();
        for (AttestedFile file : expiry.files()) {
            DataFile entry = DroppedFile.entry(table, file);
            if (heldRows.share(table, entry, table.spec(), now) != Share.NONE) {
                held.add(file);
            }
        }
        if (held.isEmpty()) {
            clearedAt.put(expiry.id(), now.epoch());
        }
        return held;
    }

    private Progress erase(OpenExpiry expiry) {
        Table table = tables.get();
        if (!LettingGo.of(expiry, table).finish()) {
            return new Progress.Deferred(expiry.id());
        }
        ObjectVersions objects = ObjectVersions.of(table.io());
        Erasing erasing = new Erasing(expiry, tables, objects);
        if (!erasing.run()) {
            return new Progress.Deferred(expiry.id());
        }
        Optional<List<DeletedFile>> absent = erasing.absent();
        if (absent.isEmpty()) {
            return erasing.pending();
        }
        StatementRef certificate =
                commit(new Certificate(expiry, absent.get(), clock.instant(), objects.method(), holding));
        clearedAt.remove(expiry.id());
        return new Progress.Certified(expiry.id(), certificate);
    }

    private StatementRef commit(TableChange change) {
        return new ChangeCommitter(tables.get(), key, by, Backoff.within(patience), clock).commit(change);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.removal;

import io.affidavit.archive.commit.ChangeDeferredException;
import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.evidence.hash.LeafRange;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.CompletionStatement.DeletedFile;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.removal.HeldRows.Share;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;

/**
 * Carries the removals of one table to their end, step by step; see the package's description. Whatever a step leaves
 * undone, the next call takes up, in this process or another. Not thread-safe.
 */
public final class Remover {

    private static final int ATTEMPTS = 10;

    private final Upkeep upkeep;
    private final Clock clock;
    private final Chain chain;
    private final HeldRows heldRows;
    private final Map<String, Long> clearedAt = new HashMap<>();

    public Remover(Upkeep upkeep) {
        this(upkeep, new Chain(), new HeldRows());
    }

    /** One that shares what was read of the table with others. */
    public Remover(Upkeep upkeep, Chain chain, HeldRows heldRows) {
        this.upkeep = upkeep;
        this.clock = upkeep.clock();
        this.chain = chain;
        this.heldRows = heldRows;
    }

    /** The removals that are neither undone nor certified, oldest first. */
    public List<OpenRemoval> open() {
        return OpenRemoval.of(chain, upkeep.table());
    }

    /**
     * Puts the files of a removal back into the table.
     *
     * @param reason why, for people
     * @throws ChangeRefusedException when it is not open, or its deletion has begun
     */
    public StatementRef undo(String id, String reason) {
        OpenRemoval removal = open().stream()
                .filter(open -> open.id().equals(id))
                // What an undoing took away has its rows in the files that it put back.
                .filter(open -> open.statement().cause() != Cause.UNDO)
                .findFirst()
                .orElseThrow(
                        () -> new ChangeRefusedException(
                                "Cannot undo removal " + id
                                        + ": there is no open removal of this id. affidavit expire run --dry-run lists the open ones."));
        return upkeep.commit(new PutBack("undo-" + id, removal, removal.files(), reason, upkeep.holding()));
    }

    /** Takes every open removal as far as it can go now. */
    public List<Progress> advance() {
        return advance(open());
    }

    /** As {@link #advance()}, for removals that were open when they were read. */
    public List<Progress> advance(List<OpenRemoval> removals) {
        return removals.stream().map(this::advance).toList();
    }

    private Progress advance(OpenRemoval removal) {
        try {
            for (int attempt = 0; !removal.begun() && attempt < ATTEMPTS; attempt++) {
                Table table = upkeep.table();
                // Before the holds are read: what is decided by them stands on this state alone.
                LettingGo lettingGo = LettingGo.of(removal, table);
                Holding now = upkeep.holding().apply(table);
                List<AttestedFile> held = heldSince(removal, table, now);
                if (!held.isEmpty()) {
                    return new Progress.Returned(removal.id(), held.size(), putBack(removal, held, now));
                }
                if (clock.instant().isBefore(removal.graceUntil())) {
                    return new Progress.InGrace(removal.id(), removal.graceUntil());
                }
                if (lettingGo.begin()) {
                    return erase(removal);
                }
            }
            return removal.begun() ? erase(removal) : new Progress.Deferred(removal.id());
        } catch (ChangeRefusedException | ChangeDeferredException e) {
            return new Progress.Deferred(removal.id());
        }
    }

    private StatementRef putBack(OpenRemoval removal, List<AttestedFile> held, Holding now) {
        return upkeep.commit(new PutBack(
                "undo-" + removal.id() + "-" + now.epoch(),
                removal,
                held,
                "they may be under a hold placed since, epoch " + now.epoch(),
                upkeep.holding()));
    }

    /** The dropped files that a hold, placed after the drop was planned, may be about. */
    private List<AttestedFile> heldSince(OpenRemoval removal, Table table, Holding now) {
        long cleared = clearedAt.getOrDefault(removal.id(), removal.statement().holdEpoch());
        if (now.epoch() == cleared) {
            return List.of();
        }
        List<AttestedFile> held = new ArrayList<>();
        for (AttestedFile file : removal.files()) {
            if (isHeld(removal, file, table, now)) {
                held.add(file);
            }
        }
        if (held.isEmpty()) {
            clearedAt.put(removal.id(), now.epoch());
        }
        return removal.together(held);
    }

    private boolean isHeld(OpenRemoval removal, AttestedFile file, Table table, Holding now) {
        Optional<List<LeafRange>> lost = removal.lostRows(file);
        if (lost.isEmpty()) {
            return false;
        }
        if (lost.get().stream().mapToLong(LeafRange::size).sum() < file.records()) {
            return HeldRows.anyOf(table, file.path(), lost.get(), now);
        }
        DataFile entry = RemovedFile.entry(table, file);
        return heldRows.share(table, entry, table.spec(), now) != Share.NONE;
    }

    private Progress erase(OpenRemoval removal) {
        Table table = upkeep.table();
        if (!LettingGo.of(removal, table).finish()) {
            return new Progress.Deferred(removal.id());
        }
        ObjectVersions objects = ObjectVersions.of(table.io());
        Erasing erasing = new Erasing(removal, upkeep.tables(), objects);
        if (!erasing.run()) {
            return new Progress.Deferred(removal.id());
        }
        Optional<List<DeletedFile>> absent = erasing.absent();
        if (absent.isEmpty()) {
            return erasing.pending();
        }
        StatementRef certificate = upkeep.commit(
                new Certificate(removal, absent.get(), clock.instant(), objects.method(), upkeep.holding()));
        clearedAt.remove(removal.id());
        return new Progress.Certified(removal.id(), certificate);
    }
}

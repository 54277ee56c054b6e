/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.ChangeCommitter;
import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.lock.ObjectLocks;
import io.affidavit.core.key.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Places and releases the holds of a table. Not thread-safe.
 *
 * <pre>
 *   place    one commit: statement, epoch + 1, branch with all files      the hold is in force
 *            the branch loses the files that certainly have no held rows  economy only
 *            the store locks the objects of those that are left
 *   release  one commit: statement, epoch + 1                             the hold is no more
 *            the store unlocks what no other hold needs
 *            the branch is removed
 * </pre>
 *
 * <p>No record is missed between snapshot and branch: every record archived before the epoch is in a file of the snapshot that the
 * branch begins at, and a batch of the sink commits only in the epoch that its rows were judged in, so that every record archived
 * after it was judged by the new hold. After a crash at any step, doing the same again finishes it.
 */
public final class LegalHolds {

    private final Table table;
    private final ChangeCommitter committer;
    private final Backoff backoff;

    /** @param by who places and releases; stands in the statements */
    public LegalHolds(Table table, SigningKey key, String by, Backoff backoff, Clock clock) {
        this.table = table;
        this.committer = new ChangeCommitter(table, key, by, backoff, clock);
        this.backoff = backoff;
    }

    /**
     * Places a hold, or finishes placing it.
     *
     * @throws InvalidPredicateException when the predicate is none for the table
     * @throws ChangeRefusedException when the table has another hold of this id, open or past
     * @throws io.affidavit.archive.commit.ChangeDeferredException when others always committed first
     */
    public HoldState place(HoldOrder order) {
        table.refresh();
        order.predicate().check(table.schema());
        Optional<HoldEntry> known = HoldRegistry.of(table).find(order.id());
        if (known.isPresent()) {
            requireSame(order, known.get());
        } else {
            committer.commit(new PlaceHold(order));
        }
        return finish(order.id());
    }

    /**
     * Releases a hold, or finishes releasing it. Rows that came to custody by it stay there until they expire.
     *
     * @throws ChangeRefusedException when there is no such hold
     * @throws io.affidavit.archive.commit.ChangeDeferredException when others always committed first
     */
    public void release(String id, String reason) {
        table.refresh();
        HoldEntry entry = HoldRegistry.of(table)
                .find(id)
                .orElseThrow(() ->
                        new ChangeRefusedException("Cannot release hold " + id + ": the table has none of this id."));
        if (entry.isOpen()) {
            committer.commit(new ReleaseHold(id, reason));
        }
        table.refresh();
        if (table.refs().containsKey(entry.hold().branch())) {
            unlock(entry.hold());
            persistently(() -> HoldBranch.remove(table, entry.hold()));
        }
    }

    private static void requireSame(HoldOrder order, HoldEntry known) {
        Hold hold = known.hold();
        if (!known.isOpen()
                || !hold.predicate().equals(order.predicate())
                || !hold.matter().equals(order.matter())) {
            throw new ChangeRefusedException("Cannot place hold " + order.id() + ": the table has one of this id, "
                    + (known.isOpen() ? "of another matter or predicate" : "released") + ". Give another id.");
        }
    }

    private HoldState finish(String id) {
        table.refresh();
        HoldEntry entry = HoldRegistry.of(table).find(id).orElseThrow();
        persistently(() -> HoldBranch.restore(table, entry.hold()));
        persistently(() -> HoldBranch.prune(table, entry.hold()));
        table.refresh();
        Optional<ObjectLocks> locks = locks();
        if (locks.isPresent()) {
            locations(entry.hold()).forEach(locks.get()::hold);
        }
        return state(table, entry);
    }

    private void unlock(Hold hold) {
        Optional<ObjectLocks> locks = locks();
        if (locks.isEmpty()) {
            return;
        }
        Set<String> free = locations(hold);
        HoldRegistry.of(table).open().stream()
                .filter(other -> table.refs().containsKey(other.branch()))
                .forEach(other -> free.removeAll(locations(other)));
        free.forEach(locks.get()::release);
    }

    private Optional<ObjectLocks> locks() {
        return ObjectLocks.of(table.io(), table.location());
    }

    private Set<String> locations(Hold hold) {
        Set<String> locations = new HashSet<>();
        forEachFile(table, hold, task -> locations.add(task.file().location()));
        return locations;
    }

    /** Does again what other commits got in the way of. */
    private void persistently(Runnable step) {
        long began = System.nanoTime();
        for (int refusals = 1; ; refusals++) {
            try {
                step.run();
                return;
            } catch (CommitFailedException | ValidationException e) {
                long wait = backoff.waitMillis(refusals);
                long spent = (System.nanoTime() - began) / 1_000_000;
                if (spent + wait > backoff.budget().toMillis() || !Backoff.slept(wait)) {
                    throw e;
                }
            }
        }
    }

    /** What stands of a hold now. */
    public static HoldState state(Table table, HoldEntry entry) {
        Hold hold = entry.hold();
        if (!entry.isOpen() || !table.refs().containsKey(hold.branch())) {
            return HoldState.NONE;
        }
        Optional<ObjectLocks> locks = ObjectLocks.of(table.io(), table.location());
        long[] sums = new long[3];
        forEachFile(table, hold, task -> {
            sums[0]++;
            sums[1] += task.file().recordCount();
            sums[2] += locks.isPresent() && locks.get().isHeld(task.file().location()) ? 1 : 0;
        });
        return new HoldState(HoldBranch.stands(table, hold), sums[0], sums[1], locks.isPresent(), sums[2]);
    }

    private static void forEachFile(Table table, Hold hold, Consumer<FileScanTask> action) {
        try (CloseableIterable<FileScanTask> tasks = HoldBranch.files(table, hold)) {
            tasks.forEach(action);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list files of branch " + hold.branch(), e);
        }
    }
}

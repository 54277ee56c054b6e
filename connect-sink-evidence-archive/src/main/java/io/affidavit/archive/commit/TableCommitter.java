/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.intent.Intents;
import io.affidavit.archive.lock.FileLocks;
import io.affidavit.archive.write.WrittenFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.ValidationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits requests to one table; see the package's description for the protocol. Not thread-safe. */
public final class TableCommitter {

    /** Snapshot summary key of the id of the commit. */
    public static final String COMMIT_ID = "affidavit.commit.id";

    private static final Logger LOG = LoggerFactory.getLogger(TableCommitter.class);

    private final Table table;
    private final UUID uuid;
    private final Attestor attestor;
    private final Backoff backoff;
    private final FileLocks locks;
    private String unknownResultOf;

    /** Without locks of the store. */
    public TableCommitter(Table table, Attestor attestor, Backoff backoff) {
        this(table, attestor, backoff, FileLocks.NONE);
    }

    /**
     * @param table as opened by the task: from now on it must stay the same table
     * @param locks lock every file before the commit that refers to it
     */
    public TableCommitter(Table table, Attestor attestor, Backoff backoff, FileLocks locks) {
        this.locks = locks;
        this.table = table;
        this.uuid = table.uuid();
        this.attestor = attestor;
        this.backoff = backoff;
    }

    /**
     * Commits, or says why not. Blocks no longer than the backoff's budget plus one attempt.
     *
     * @throws TableLostException when the table was dropped or replaced
     */
    public Outcome commit(CommitRequest request) {
        long began = System.nanoTime();
        for (int refusals = 0; ; refusals++) {
            String reason;
            try {
                refresh();
                // Read together: opening the transaction below refreshes the table once more.
                Snapshot parent = table.currentSnapshot();
                Watermarks watermarks = Watermarks.of(table);
                if (happened(request, watermarks)) {
                    return committed(request, watermarks, refusals);
                }
                if (!ParentGuard.matches(watermarks, request.expected())) {
                    return superseded("another writer committed its offsets", request, watermarks);
                }
                if (!request.files().isEmpty() && request.holdEpoch() != Holds.epoch(table)) {
                    return superseded("a hold was placed or released since", request, watermarks);
                }
                if (!intents(request).allMatch(intent -> Intents.stands(table.io(), intent))) {
                    return new Outcome.Superseded("it is so old that its files were swept", watermarks, true);
                }
                return committed(request, attempt(request, parent, watermarks), refusals);
            } catch (Refused refused) {
                reason = refused.getMessage();
            } catch (TableLostException e) {
                throw e;
            } catch (RuntimeException e) {
                // The store or the catalog failed: the commit may or may not have happened. The next round finds out.
                unknownResultOf = request.commitId();
                reason = e.getClass().getSimpleName();
                LOG.warn("Cannot tell result of commit {} to {}: {}", request.commitId(), table.name(), reason);
            }
            long wait = backoff.waitMillis(refusals + 1);
            long spent = (System.nanoTime() - began) / 1_000_000;
            if (spent + wait > backoff.budget().toMillis() || !Backoff.slept(wait)) {
                return new Outcome.Deferred(reason);
            }
        }
    }

    /** Loads the table's newest state; watermarks read afterwards are current. */
    public void refresh() {
        try {
            table.refresh();
        } catch (NoSuchTableException | NotFoundException e) {
            throw TableLostException.dropped(table.name());
        } catch (IllegalStateException e) {
            // What Iceberg's own operations say when the name now leads to another table.
            if (String.valueOf(e.getMessage()).startsWith("Table UUID does not match")) {
                throw TableLostException.replaced(table.name());
            }
            throw e;
        } catch (ValidationException e) {
            // What the Hadoop catalog says when the directory, or the version of the metadata in it, is gone.
            if (String.valueOf(e.getMessage()).startsWith("Metadata file for version")) {
                throw TableLostException.gone(table.name());
            }
            throw e;
        }
        // Asked once more after they said so, Iceberg's operations for a dropped table just have no metadata.
        if (table instanceof HasTableOperations base && base.operations().current() == null) {
            throw TableLostException.dropped(table.name());
        }
        if (!uuid.equals(table.uuid())) {
            throw TableLostException.replaced(table.name());
        }
    }

    /** Others may have moved our partitions on since, and snapshots may have expired since: two places to look. */
    private boolean happened(CommitRequest request, Watermarks watermarks) {
        if (watermarks.wereMovedBy(request.commitId(), request.moved().keySet())) {
            return true;
        }
        if (!request.commitId().equals(unknownResultOf)) {
            return false;
        }
        for (Snapshot snapshot : Watermarks.ancestry(table)) {
            if (request.commitId().equals(snapshot.summary().get(COMMIT_ID))) {
                return true;
            }
        }
        return false;
    }

    private Watermarks attempt(CommitRequest request, Snapshot parent, Watermarks before) {
        ParentGuard guard = new ParentGuard(
                parent == null ? null : parent.snapshotId(), request.expected(), Map.copyOf(table.properties()));
        lock(request);
        Watermarks after = before.with(request.moved());
        StatementRef statement = attestor.attest(table, request);
        Map<String, String> mirrored = new LinkedHashMap<>(statement.toProperties());
        mirrored.put(Watermarks.KEY, after.toText());
        try {
            Transaction transaction = table.newTransaction();
            append(transaction, request, mirrored, guard);
            UpdateProperties properties = transaction.updateProperties();
            mirrored.forEach(properties::set);
            properties.commit();
            transaction.commitTransaction();
        } catch (CommitFailedException | ValidationException e) {
            Attestor.withdraw(table, statement);
            throw new Refused(e instanceof CommitFailedException ? "the catalog refused it" : "the table moved on");
        }
        lock(statement);
        return after;
    }

    /** The newest statement too: who committed it may have died before it was locked. */
    private void lock(CommitRequest request) {
        if (locks.enabled()) {
            Attestor.head(table).ifPresent(head -> locks.lockIfFree(head.path()));
            request.files().forEach(file -> locks.lock(file.file().location()));
        }
    }

    /** Only once it is referred to: one that is refused must go again. Never throws: the next commit sees to it. */
    private void lock(StatementRef statement) {
        try {
            locks.lock(statement.path());
        } catch (RuntimeException e) {
            LOG.warn(
                    "Cannot lock statement {} yet: {}",
                    statement.path(),
                    e.getClass().getSimpleName());
        }
    }

    private Outcome superseded(String reason, CommitRequest request, Watermarks watermarks) {
        return new Outcome.Superseded(reason, watermarks, request.commitId().equals(unknownResultOf));
    }

    private Outcome committed(CommitRequest request, Watermarks watermarks, int refusals) {
        intents(request).forEach(intent -> Intents.withdraw(table.io(), intent));
        return new Outcome.Committed(watermarks, refusals);
    }

    private static Stream<String> intents(CommitRequest request) {
        return request.files().stream().map(WrittenFile::intent).distinct();
    }

    private void append(
            Transaction transaction, CommitRequest request, Map<String, String> mirrored, ParentGuard guard) {
        AppendFiles append = transaction.newAppend();
        request.files().forEach(file -> append.appendFile(file.file()));
        Holds.carriedBy(table).forEach(append::set);
        mirrored.forEach(append::set);
        append.set(COMMIT_ID, request.commitId());
        append.validateWith(guard);
        append.commit();
    }

    /** The commit certainly did not happen. */
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason, null, false, false);
        }
    }
}

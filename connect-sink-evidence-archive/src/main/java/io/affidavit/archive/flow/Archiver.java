/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.Outcome;
import io.affidavit.archive.gaps.GapExplainer;
import io.affidavit.archive.metrics.ArchiveMeters;
import io.affidavit.archive.table.ArchiveTables;
import io.affidavit.archive.write.Workspace;
import io.affidavit.core.key.SigningKey;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archives the records of the partitions one task owns. Not thread-safe.
 *
 * <p>Invariant: what {@link #durable} answers is in the table, and every record from there on is either in the current
 * batch or will be delivered again.
 */
public final class Archiver {

    private static final Logger LOG = LoggerFactory.getLogger(Archiver.class);

    private static final long RETRY_MILLIS = 500;

    private final Tables tables;
    private final RecordSorter sorter;
    private final Refusals refusals;
    private final GapExplainer gaps;
    private final CommitTrigger trigger;
    private final Workspace workspace;
    private final OutageLimit outage;
    private final BatchCommits commits;
    private final Ledgers ledgers;
    private final Takeover takeover;
    private final ArchiveMeters meters;

    private final Clock clock;
    private long batchRecords;
    private long batchSince;
    private long discarded;
    private boolean held;
    private long discardedWhenHeld;
    private SealedBatch sealed;
    private volatile Lag lag = Lag.NONE;

    private Archiver(Tables tables, ArchiverSettings settings, Positions positions, ArchiveMeters meters) {
        this.tables = tables;
        this.trigger = settings.trigger();
        this.workspace = settings.workspace();
        this.outage = settings.outage();
        this.commits = new BatchCommits(tables, settings.retention(), meters);
        this.ledgers = new Ledgers(tables, settings.lineage(), positions, settings.witness());
        this.takeover = new Takeover(tables, ledgers, outage);
        this.refusals =
                new Refusals(tables.quarantine(), settings.completeness().deadLetters());
        this.gaps = settings.completeness().gaps();
        this.sorter = new RecordSorter(
                tables, ledgers, refusals, settings.completeness().tombstones(), settings.homecoming());
        this.meters = meters;
        this.clock = settings.clock();
    }

    /**
     * An archiver that writes all events to one table.
     *
     * @throws ConnectException when one of the tables belongs to another kind of archive
     */
    public static Archiver over(
            Table events,
            Table quarantined,
            SigningKey key,
            ArchiverSettings settings,
            Positions positions,
            ArchiveMeters meters) {
        return new Archiver(settings.oneTable(events, quarantined, key, meters), settings, positions, meters);
    }

    /**
     * An archiver that writes each event to the table it names.
     *
     * @param quarantined keeps the book as well
     * @throws ConnectException when it belongs to another kind of archive
     */
    public static Archiver routing(
            Routing routing,
            ArchiveTables catalog,
            Table quarantined,
            SigningKey key,
            ArchiverSettings settings,
            Positions positions,
            ArchiveMeters meters) {
        return new Archiver(
                settings.routedTables(routing, catalog, quarantined, key, meters), settings, positions, meters);
    }

    /**
     * Takes partitions over: the book says where to go on. While it cannot be read, no records are taken, and
     * {@link #put} tries again.
     *
     * @throws ConnectException when the table is lost or an outage lasts too long
     */
    public void open(Collection<TopicPartition> partitions) {
        takeover.claim(partitions);
        takeOver();
    }

    /** Gives partitions up; rows of theirs that are not durable are given up with the batch. */
    public void close(Collection<TopicPartition> partitions) {
        takeover.giveUp(partitions);
        ledgers.forget(partitions);
        giveUpBatch();
        ledgers.rewindAll();
    }

    /**
     * Takes records, and commits when the batch is due.
     *
     * @throws RetriableException when a sealed batch is still in the way, or the book cannot be read for partitions that are
     *     to be taken over; nothing of {@code records} was taken
     * @throws ConnectException when the table is lost or an outage lasts too long
     */
    public void put(Collection<SinkRecord> records) {
        long discardedBefore = held ? discardedWhenHeld : discarded;
        if (sealed != null) {
            commit();
        }
        boolean tookOver = takeOver();
        if (isHoldingBack()) {
            if (records.isEmpty()) {
                return;
            }
            held = true;
            discardedWhenHeld = discardedBefore;
            throw new RetriableException(
                    "Cannot take records: the catalog or the store is out of reach. It is retried");
        }
        held = false;
        if (tookOver || discarded != discardedBefore) {
            // They were fetched before reading was told where to go on, or before a batch was discarded that they
            // follow.
            ledgers.giveBack(records);
            return;
        }
        try {
            for (SinkRecord record : records) {
                put(record);
            }
        } catch (IoFailure failure) {
            lost(failure);
        }
        ledgers.deliveryEnded();
        commitIfDue();
        lag = new Lag(batchRecords, batchSince, ledgers.silent());
    }

    /** Commits if the batch is due. */
    public void commitIfDue() {
        if (sealed != null || (batchRecords > 0 && (trigger.isDue(batchRecords, bytes()) || workspace.isFull()))) {
            commit();
        }
    }

    /** Milliseconds after which {@link #commitIfDue} should be called even if no record comes; 0 for never. */
    public long millisUntilDue() {
        if (isHoldingBack()) {
            return RETRY_MILLIS;
        }
        return batchRecords > 0 ? trigger.millisLeft() : 0;
    }

    /** Whether a sealed batch or an unreadable book is in the way, so that records had better not come. */
    public boolean isHoldingBack() {
        return sealed != null || takeover.isPending();
    }

    /** The offsets that are archived, of those partitions of which any are. */
    public Map<TopicPartition, Long> durable() {
        return ledgers.durable();
    }

    /** What has been delivered and is not durable; safe to ask from another thread. */
    public Lag lag() {
        return lag;
    }

    /** Files open for writing, of all tables. */
    public int openFiles() {
        return tables.all().mapToInt(TableArchive::openFiles).sum();
    }

    /** Gives up everything that is not durable. Never throws. */
    public void abort() {
        giveUpBatch();
        takeover.giveUpAll();
        ledgers.clear();
    }

    /** Whether partitions were taken over that had not been before. */
    private boolean takeOver() {
        boolean tookOver = takeover.attempt();
        if (tookOver && sealed == null) {
            outage.succeeded();
        }
        return tookOver;
    }

    private void put(SinkRecord record) {
        TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
        PartitionLedger ledger = ledgers.of(partition);
        if (!ledgers.admits(partition, ledger, record)) {
            meters.repeats().add(1);
            return;
        }
        ledger.enter(record, sorter.sort(record, ledger.source()));
        if (batchRecords++ == 0) {
            batchSince = clock.millis();
        }
    }

    /** Commits the batch; whatever the result, the archiver is consistent afterwards. */
    void commit() {
        long began = System.nanoTime();
        try {
            if (sealed == null) {
                refusals.await();
                ledgers.explainGaps(gaps);
                sealed = SealedBatch.of(tables, ledgers);
            }
            settle(commits.commit(sealed));
        } catch (IoFailure failure) {
            lost(failure);
        } finally {
            trigger.rearm();
            long millis = (System.nanoTime() - began) / 1_000_000;
            meters.commitMillis().add(millis);
            meters.commitTimes().add(millis);
            lag = new Lag(batchRecords, batchSince, ledgers.silent());
        }
    }

    private void settle(Outcome outcome) {
        if (outcome instanceof Outcome.Committed) {
            ledgers.committed(sealed.book());
            refusals.committed(sealed.book());
            sealed = null;
            batchRecords = 0;
            outage.succeeded();
            tables.settled();
        } else if (outcome instanceof Outcome.Superseded superseded) {
            superseded(sealed.next(), superseded);
        } else if (outcome instanceof Outcome.Deferred deferred) {
            LOG.warn("Commit {} is put off: {}", sealed.id(), deferred.reason());
            meters.commitFailures().add(1);
            outage.failed(deferred.reason());
        }
    }

    private void superseded(SealedBatch.Part part, Outcome.Superseded superseded) {
        LOG.warn("Batch {} is discarded: {}", sealed.id(), superseded.reason());
        meters.superseded().add(1);
        sealed.discard(superseded.filesMayBeReferenced() ? part : null);
        giveUpBatch();
        tables.superseded(part.archive(), superseded.watermarks());
        ledgers.rewindAll();
    }

    /** Files that were being written are worthless now, and with them the batch. */
    private void lost(IoFailure failure) {
        LOG.warn("Cannot complete the batch: {}. It is read again", failure.getMessage());
        giveUpBatch();
        ledgers.rewindAll();
        outage.failed(failure.getMessage());
    }

    /** Gives up the batch. Files of a sealed one stay, because a table may refer to them. */
    private void giveUpBatch() {
        tables.all().forEach(TableArchive::abort);
        sealed = null;
        batchRecords = 0;
        discarded++;
        tables.settled();
    }

    private long bytes() {
        return tables.all().mapToLong(TableArchive::bytes).sum();
    }
}

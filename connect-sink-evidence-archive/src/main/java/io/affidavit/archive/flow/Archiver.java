/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.CommitRequest;
import io.affidavit.archive.commit.Outcome;
import io.affidavit.archive.commit.SnapshotRetention;
import io.affidavit.archive.commit.TableCommitter;
import io.affidavit.archive.evidence.key.SigningKey;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.metrics.ArchiveMeters;
import io.affidavit.archive.write.PartitionedWriter;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
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

    private static final long SEALED_RETRY_MILLIS = 500;

    private final Table table;
    private final TableCommitter committer;
    private final PartitionedWriter writer;
    private final RecordSorter sorter;
    private final Quarantine quarantine;
    private final CommitTrigger trigger;
    private final OutageLimit outage;
    private final SnapshotRetention retention;
    private final Ledgers ledgers;
    private final ArchiveMeters meters;

    private final Clock clock;
    private long batchRecords;
    private long batchSince;
    private SealedBatch sealed;
    private volatile Lag lag = Lag.NONE;

    private Archiver(
            Table table,
            TableCommitter committer,
            PartitionedWriter writer,
            Quarantine quarantine,
            ArchiverSettings settings,
            Positions positions,
            ArchiveMeters meters) {
        this.table = table;
        this.committer = committer;
        this.writer = writer;
        this.quarantine = quarantine;
        this.sorter = new RecordSorter(table, writer, quarantine, settings.conversion(), meters);
        this.trigger = settings.trigger();
        this.outage = settings.outage();
        this.retention = settings.retention();
        this.ledgers = new Ledgers(table, quarantine, settings.lineage(), positions, settings.witness());
        this.meters = meters;
        this.clock = settings.clock();
    }

    /** An archiver that writes to these two tables. */
    public static Archiver over(
            Table events,
            Table quarantined,
            SigningKey key,
            ArchiverSettings settings,
            Positions positions,
            ArchiveMeters meters) {
        return new Archiver(
                events,
                settings.committer(events, key),
                settings.writer(events),
                new Quarantine(
                        quarantined,
                        settings.committer(quarantined, key),
                        settings.quarantineRows(quarantined.schema()),
                        settings.writer(quarantined)),
                settings,
                positions,
                meters);
    }

    /** Takes partitions over: the table says where to go on. */
    public void open(Collection<TopicPartition> partitions) {
        committer.refresh();
        quarantine.refresh();
        partitions.forEach(ledgers::rewind);
    }

    /** Gives partitions up; rows of theirs that are not durable are given up with the batch. */
    public void close(Collection<TopicPartition> partitions) {
        ledgers.forget(partitions);
        discardBatch(true);
        ledgers.rewindAll();
    }

    /**
     * Takes records, and commits when the batch is due.
     *
     * @throws RetriableException when a sealed batch is still in the way; nothing of {@code records} was taken
     * @throws ConnectException when the table is lost or an outage lasts too long
     */
    public void put(Collection<SinkRecord> records) {
        if (sealed != null) {
            commit();
        }
        if (sealed != null) {
            if (records.isEmpty()) {
                return;
            }
            throw new RetriableException("Cannot take records: the commit before is still refused. It is retried");
        }
        try {
            for (SinkRecord record : records) {
                put(record);
            }
        } catch (IoFailure failure) {
            // The file being written is worthless now, and with it the batch.
            LOG.warn("Cannot write to {}: {}. The batch is read again", table.name(), failure.getMessage());
            discardBatch(false);
            ledgers.rewindAll();
            outage.failed(failure.getMessage());
        }
        ledgers.deliveryEnded();
        commitIfDue();
        lag = new Lag(batchRecords, batchSince, ledgers.silent());
    }

    /** Commits if the batch is due. */
    public void commitIfDue() {
        if (sealed != null || (batchRecords > 0 && trigger.isDue(batchRecords, writer.bytes()))) {
            commit();
        }
    }

    /** Milliseconds after which {@link #commitIfDue} should be called even if no record comes; 0 for never. */
    public long millisUntilDue() {
        if (sealed != null) {
            return SEALED_RETRY_MILLIS;
        }
        return batchRecords > 0 ? trigger.millisLeft() : 0;
    }

    /** The offsets the table holds, of those partitions it holds any of. */
    public Map<TopicPartition, Long> durable() {
        return ledgers.durable();
    }

    /** What has been delivered and is not durable; safe to ask from another thread. */
    public Lag lag() {
        return lag;
    }

    /** Files open for writing, of both tables. */
    public int openFiles() {
        return writer.openFiles() + quarantine.openFiles();
    }

    /** Gives up everything that is not durable. Never throws. */
    public void abort() {
        discardBatch(true);
        ledgers.clear();
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
                sealed = seal();
            }
            commit(sealed);
        } catch (IoFailure failure) {
            LOG.warn("Cannot close files of {}: {}. The batch is read again", table.name(), failure.getMessage());
            discardBatch(false);
            ledgers.rewindAll();
            outage.failed(failure.getMessage());
        } finally {
            trigger.rearm();
            long millis = (System.nanoTime() - began) / 1_000_000;
            meters.commitMillis().add(millis);
            meters.commitTimes().add(millis);
            lag = new Lag(batchRecords, batchSince, ledgers.silent());
        }
    }

    private void commit(SealedBatch batch) {
        for (CommitRequest request : batch.quarantine()) {
            Outcome outcome = quarantine.commit(request);
            if (!(outcome instanceof Outcome.Committed)) {
                settle(outcome, batch);
                return;
            }
            meters.quarantined()
                    .add(request.files().stream()
                            .mapToLong(file -> file.file().recordCount())
                            .sum());
            batch.quarantineIsDurable();
        }
        settle(committer.commit(batch.events()), batch);
    }

    private void settle(Outcome outcome, SealedBatch batch) {
        if (outcome instanceof Outcome.Committed committed) {
            outage.succeeded();
            committed(batch.events(), committed);
        } else if (outcome instanceof Outcome.Superseded superseded) {
            LOG.warn(
                    "Batch {} is discarded: another writer committed its offsets",
                    batch.events().commitId());
            meters.superseded().add(1);
            discardBatch(superseded.filesMayBeReferenced());
            ledgers.rewindAll();
        } else if (outcome instanceof Outcome.Deferred deferred) {
            LOG.warn("Commit {} is put off: {}", batch.events().commitId(), deferred.reason());
            meters.commitFailures().add(1);
            outage.failed(deferred.reason());
        }
    }

    private void committed(CommitRequest request, Outcome.Committed committed) {
        sealed = null;
        batchRecords = 0;
        ledgers.committed(request);
        meters.commits().add(1);
        meters.commitRetries().add(committed.retries());
        meters.files().add(request.files().size());
        meters.bytes()
                .add(request.files().stream()
                        .mapToLong(file -> file.digest().length())
                        .sum());
        for (OffsetRange range : request.ranges()) {
            meters.records().add(range.fates().archived());
            meters.gaps().add(range.fates().gapsExplained() + range.fates().gapsUnexplained());
        }
        retention.trim(table);
    }

    private SealedBatch seal() {
        String commitId = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        return IoFailure.guard(
                () -> new SealedBatch(ledgers.request(commitId, writer.complete()), quarantine.seal(commitId)));
    }

    /** @param keepFiles whether a sealed batch's files must stay, because the table may refer to them */
    private void discardBatch(boolean keepFiles) {
        writer.abort();
        quarantine.abort();
        if (sealed != null && !keepFiles) {
            PartitionedWriter.discard(table, sealed.events().files());
            sealed.quarantine().forEach(request -> PartitionedWriter.discard(quarantine.table(), request.files()));
        }
        sealed = null;
        batchRecords = 0;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.Attestor;
import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.SnapshotRetention;
import io.affidavit.archive.commit.TableCommitter;
import io.affidavit.archive.content.Homecoming;
import io.affidavit.archive.convert.RecordConverter;
import io.affidavit.archive.intent.Intents;
import io.affidavit.archive.lock.FileLocks;
import io.affidavit.archive.lock.LockMode;
import io.affidavit.archive.metrics.ArchiveMeters;
import io.affidavit.archive.quarantine.QuarantineRows;
import io.affidavit.archive.table.ArchiveTables;
import io.affidavit.archive.write.PartitionedWriter;
import io.affidavit.archive.write.Workspace;
import io.affidavit.core.key.SigningKey;
import java.time.Clock;
import java.time.Duration;
import org.apache.iceberg.Table;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * How an {@link Archiver} works, whatever it works on.
 *
 * @param connector its name, for statements and quarantine rows
 * @param task number of the task
 * @param lineage name of the offset history
 * @param completeness what becomes of offsets that are no rows
 * @param homecoming fetches texts that were taken out of records
 * @param keepsPayload whether the quarantine keeps values
 * @param witness recognizes the last archived record
 * @param maxOpenFiles per table
 * @param targetBytes size of a data file
 * @param workspace of all writers of the task
 * @param lockMode how the store locks files, for {@code lockPeriod} from their commit on
 */
public record ArchiverSettings(
        String connector,
        int task,
        String lineage,
        Witness witness,
        RecordConverter.Settings conversion,
        Completeness completeness,
        Homecoming homecoming,
        boolean keepsPayload,
        int maxOpenFiles,
        long targetBytes,
        Workspace workspace,
        LockMode lockMode,
        Duration lockPeriod,
        Backoff backoff,
        CommitTrigger trigger,
        OutageLimit outage,
        SnapshotRetention retention,
        Clock clock) {

    /** All events go to one table, which is the book. */
    Tables oneTable(Table events, Table quarantined, SigningKey key, ArchiveMeters meters) {
        return new OneTable(new EventTable(archive(events, key), conversion, meters), quarantine(quarantined, key));
    }

    /** Each event goes to the table it names; the quarantine is the book. */
    Tables routedTables(
            Routing routing, ArchiveTables catalog, Table quarantined, SigningKey key, ArchiveMeters meters) {
        return new RoutedTables(
                routing,
                catalog,
                quarantine(quarantined, key),
                (table, standing) -> new EventTable(
                        new TableArchive(table, committer(table, key), writer(table), standing), conversion, meters),
                clock);
    }

    private TableArchive archive(Table table, SigningKey key) {
        return new TableArchive(table, committer(table, key), writer(table));
    }

    private QuarantineTable quarantine(Table table, SigningKey key) {
        return new QuarantineTable(
                archive(table, key),
                new QuarantineRows(
                        table.schema(), conversion.tags(), conversion.times(), connector, lineage, keepsPayload));
    }

    private TableCommitter committer(Table table, SigningKey key) {
        FileLocks locks = FileLocks.of(table, lockMode, lockPeriod, clock)
                .orElseThrow(() -> new ConnectException("Cannot archive into table " + table.name()
                        + ": its store has no Object Lock. Create the bucket with it, or set archive.lock.mode=none."));
        return new TableCommitter(table, new Attestor(key, connector, task, lineage, clock), backoff, locks);
    }

    private PartitionedWriter writer(Table table) {
        return new PartitionedWriter(
                table, task, maxOpenFiles, targetBytes, workspace, new Intents(table, connector, task, clock));
    }
}

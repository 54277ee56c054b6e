/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.config.CommitKeys;
import io.affidavit.archive.config.CompletenessKeys;
import io.affidavit.archive.config.FileKeys;
import io.affidavit.archive.config.LockKeys;
import io.affidavit.archive.config.TableKeys;
import io.affidavit.archive.content.Homecoming;
import io.affidavit.archive.deadletter.DeadLetters;
import io.affidavit.archive.flow.Archiver;
import io.affidavit.archive.flow.ArchiverGauges;
import io.affidavit.archive.flow.ArchiverSettings;
import io.affidavit.archive.flow.Completeness;
import io.affidavit.archive.flow.OrphanPatrol;
import io.affidavit.archive.flow.OutageLimit;
import io.affidavit.archive.flow.TombstonePolicy;
import io.affidavit.archive.flow.Witness;
import io.affidavit.archive.gaps.GapExplainer;
import io.affidavit.archive.lock.LockMode;
import io.affidavit.archive.metrics.ArchiveMeters;
import io.affidavit.archive.quarantine.QuarantineColumns;
import io.affidavit.archive.table.ArchiveTables;
import io.affidavit.archive.worker.Intake;
import io.affidavit.archive.worker.OutOfReachException;
import io.affidavit.archive.write.Workspace;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.metrics.Meters;
import io.affidavit.core.plugin.AffidavitVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One task of {@link EvidenceArchiveSinkConnector}: puts the archive together and answers the worker. */
public final class EvidenceArchiveSinkTask extends SinkTask {

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceArchiveSinkTask.class);

    private final Clock clock;
    private Catalog catalog;
    private Meters meters = Meters.none();
    private Archiver archiver;
    private GapExplainer gaps = GapExplainer.NONE;
    private Homecoming homecoming;
    private Intake intake;
    private OrphanPatrol patrol;
    private ConnectException fatal;

    /** Connect creates it by name. */
    public EvidenceArchiveSinkTask() {
        this(Clock.systemUTC());
    }

    EvidenceArchiveSinkTask(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String version() {
        return AffidavitVersion.current();
    }

    @Override
    public void start(Map<String, String> properties) {
        EvidenceArchiveSinkConfig config = new EvidenceArchiveSinkConfig(properties);
        gaps = config.gapExplainer();
        catalog = OutOfReachException.guard(() -> Catalogs.open(properties));
        homecoming = OutOfReachException.guard(() -> config.homecoming(clock));
        ArchiveTables tables = new ArchiveTables(catalog);
        meters = Meters.guarded(() -> context.pluginMetrics());
        ArchiveMeters counters = ArchiveMeters.in(meters);
        Workspace workspace = config.workspace(counters.spilled());
        ArchiverSettings settings = settings(config, workspace);
        intake = new Intake(context);
        archiver = OutOfReachException.guard(() -> config.table().isFixed()
                ? archiver(config, tables, settings, counters)
                : routingArchiver(config, tables, settings, counters));
        patrol(config, counters);
        ArchiverGauges.register(meters, archiver, workspace, intake, clock);
    }

    private Archiver archiver(
            EvidenceArchiveSinkConfig config, ArchiveTables tables, ArchiverSettings settings, ArchiveMeters counters) {
        TableIdentifier name = config.book();
        Table events = config.createsTables()
                ? tables.findOrCreate(name, config.columns())
                : tables.find(name)
                        .orElseThrow(() -> new ConnectException("Cannot archive into table " + name
                                + ": it does not exist. Create it, or set " + TableKeys.AUTO_CREATE + "=true"));
        Table quarantined = tables.findOrCreate(config.quarantineTable(), QuarantineColumns.schema());
        LOG.info("Archiving into {} at {}", events.name(), events.location());
        return Archiver.over(events, quarantined, config.signingKey(), settings, this::seek, counters);
    }

    private Archiver routingArchiver(
            EvidenceArchiveSinkConfig config, ArchiveTables tables, ArchiverSettings settings, ArchiveMeters counters) {
        Table book = tables.findOrCreate(config.book(), QuarantineColumns.schema());
        LOG.info("Archiving into {}, with the book in {}", config.table(), book.name());
        return Archiver.routing(config.routing(), tables, book, config.signingKey(), settings, this::seek, counters);
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        archiver.open(partitions);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        if (fatal != null) {
            throw fatal;
        }
        Map<TopicPartition, Long> before = archiver.durable();
        try {
            archiver.put(records);
        } catch (RetriableException e) {
            context.timeout(archiver.millisUntilDue());
            throw e;
        } catch (ConnectException e) {
            fatal = e;
            throw e;
        } finally {
            intake.hold(archiver.isHoldingBack());
        }
        if (!archiver.durable().equals(before)) {
            context.requestCommit();
        }
        long wait = archiver.millisUntilDue();
        if (wait > 0) {
            // Without it the worker would sleep until the next record or offset flush.
            context.timeout(wait);
        }
    }

    /**
     * Answers with what the table holds. Never throws: the worker would rewind to its own, older offsets. What must end
     * the task is thrown by the next {@link #put}, which the worker calls even when there are no records. A task that has
     * failed commits no more: the worker asks once again before it lets go of the partitions.
     */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> current) {
        if (fatal == null) {
            try {
                archiver.commitIfDue();
                intake.hold(archiver.isHoldingBack());
            } catch (ConnectException e) {
                fatal = e;
            }
        }
        Map<TopicPartition, OffsetAndMetadata> durable = new HashMap<>();
        archiver.durable().forEach((partition, offset) -> {
            if (current.containsKey(partition)) {
                durable.put(partition, new OffsetAndMetadata(offset));
            }
        });
        return durable;
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        if (archiver != null) {
            archiver.close(partitions);
        }
    }

    @Override
    public void stop() {
        if (patrol != null) {
            patrol.close();
        }
        if (archiver != null) {
            archiver.abort();
        }
        meters.close();
        gaps.close();
        if (homecoming != null) {
            homecoming.close();
        }
        if (catalog != null) {
            Catalogs.close(catalog);
        }
    }

    /** One task of a connector is enough. */
    private void patrol(EvidenceArchiveSinkConfig config, ArchiveMeters counters) {
        if (config.task() == 0) {
            Duration after = config.duration(FileKeys.ORPHANS_AFTER);
            Set<TableIdentifier> fixed = Set.copyOf(List.of(config.book(), config.quarantineTable()));
            patrol = new OrphanPatrol(config.connector(), catalog, fixed, after, clock, counters.orphansSwept());
            patrol.start();
        }
    }

    private void seek(TopicPartition partition, long offset) {
        context.offset(partition, offset);
    }

    private Completeness completeness(EvidenceArchiveSinkConfig config) {
        Optional<DeadLetters> deadLetters = config.sendsDeadLetters()
                ? Optional.of(new DeadLetters(context.errantRecordReporter(), config.duration(CommitKeys.TIMEOUT)))
                : Optional.empty();
        return new Completeness(TombstonePolicy.of(config.getString(CompletenessKeys.TOMBSTONES)), deadLetters, gaps);
    }

    private ArchiverSettings settings(EvidenceArchiveSinkConfig config, Workspace workspace) {
        return new ArchiverSettings(
                config.connector(),
                config.task(),
                config.getString(CommitKeys.LINEAGE),
                Witness.of(config.properties()),
                config.conversion(clock),
                completeness(config),
                homecoming,
                config.keepsQuarantinedPayload(),
                config.getInt(FileKeys.MAX_OPEN_FILES),
                config.getLong(FileKeys.TARGET_BYTES),
                workspace,
                LockMode.of(config.getString(LockKeys.MODE)),
                config.duration(LockKeys.PERIOD),
                Backoff.within(config.duration(CommitKeys.TIMEOUT)),
                config.commitTrigger(clock),
                new OutageLimit(config.duration(CommitKeys.MAX_OUTAGE), clock),
                config.snapshotRetention(clock),
                clock);
    }
}

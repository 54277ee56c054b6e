/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.config.ContentKeys;
import io.affidavit.archive.content.ContentArea;
import io.affidavit.archive.content.ContentSweep;
import io.affidavit.archive.expiry.Expirer;
import io.affidavit.archive.forward.CheckpointLog;
import io.affidavit.archive.forward.StatementLog;
import io.affidavit.archive.keeper.ControlRecords;
import io.affidavit.archive.keeper.ExpiryRound;
import io.affidavit.archive.keeper.LockRound;
import io.affidavit.archive.keeper.RemovalRound;
import io.affidavit.archive.keeper.Rounds;
import io.affidavit.archive.keeper.SealRound;
import io.affidavit.archive.removal.Holding;
import io.affidavit.archive.removal.Remover;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.archive.retention.Retention;
import io.affidavit.archive.seal.Sealer;
import io.affidavit.archive.worker.OutOfReachException;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.plugin.AffidavitVersion;
import io.affidavit.core.policy.PolicyException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one task of {@link EvidenceKeeperConnector}: a round when it is due, else the next statements. */
public final class EvidenceKeeperTask extends SourceTask {

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceKeeperTask.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(15);
    private static final int BATCH = 100;

    /** What is remembered of a table while the task runs. */
    private record Kept(
            UUID uuid, Rounds rounds, StatementLog log, CheckpointLog checkpoints, ControlRecords records) {}

    private final Clock clock;
    private final Duration pause;
    private final Map<TableIdentifier, Kept> kept = new HashMap<>();
    private final Map<TableIdentifier, Instant> failingSince = new HashMap<>();
    private final Set<TableIdentifier> checkpointDue = new HashSet<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private EvidenceKeeperConfig config;
    private Catalog catalog;
    private Instant nextRound = Instant.MIN;

    /** Connect creates it by name. */
    public EvidenceKeeperTask() {
        this(Clock.systemUTC(), PAUSE);
    }

    /** @param pause between looks for new statements */
    EvidenceKeeperTask(Clock clock, Duration pause) {
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public String version() {
        return AffidavitVersion.current();
    }

    @Override
    public void start(Map<String, String> properties) {
        config = new EvidenceKeeperConfig(properties);
        config.signingKey();
        catalog = OutOfReachException.guard(() -> Catalogs.open(properties));
    }

    /** Returns the statements or the checkpoint of one table, or null after a pause when nothing is new. */
    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        if (!clock.instant().isBefore(nextRound)) {
            nextRound = clock.instant().plus(config.interval());
            if (config.hasRounds()) {
                runRounds();
            }
            if (config.checkpoints()) {
                checkpointDue.addAll(config.tables());
            }
        }
        for (TableIdentifier table : config.tables()) {
            List<SourceRecord> records = forward(table, EvidenceKeeperTask::statements);
            if (records.isEmpty() && checkpointDue.remove(table)) {
                records = forward(table, EvidenceKeeperTask::checkpoint);
            }
            if (!records.isEmpty()) {
                return records;
            }
        }
        stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        return null;
    }

    private void runRounds() {
        Optional<Retention> retention = retention();
        for (TableIdentifier table : config.tables()) {
            if (stopped.getCount() > 0) {
                runRound(table, retention);
            }
        }
        config.sweepsContentAfter().ifPresent(this::sweepContent);
    }

    private void sweepContent(Duration after) {
        String location = config.getString(ContentKeys.LOCATION);
        try (ContentArea area = ContentArea.open(config.properties(), location, clock)) {
            new ContentSweep(area, after).run(clock.instant());
        } catch (RuntimeException e) {
            LOG.warn(
                    "Cannot sweep content in {}: {}. The next round tries again",
                    location,
                    e.getClass().getName());
        }
    }

    /** Empty where no terms are known. */
    private Optional<Retention> retention() {
        try {
            return config.retention();
        } catch (PolicyException e) {
            LOG.error("Nothing is expired until the policy can be read. {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** A round that fails is taken up by the next one. */
    private void runRound(TableIdentifier table, Optional<Retention> retention) {
        try {
            Kept found = kept(table);
            if (found != null) {
                found.rounds().run(retention, config.plans());
            }
        } catch (ChangeRefusedException e) {
            LOG.warn("{}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn(
                    "Cannot finish the round of {}: {}. The next round goes on where it stopped",
                    table,
                    e.getClass().getName());
        }
    }

    private static List<SourceRecord> statements(Kept kept, Table table) {
        return kept.log().next(table, BATCH).stream().map(kept.records()::of).toList();
    }

    private static List<SourceRecord> checkpoint(Kept kept, Table table) {
        return kept.checkpoints().next(table).stream().map(kept.records()::of).toList();
    }

    private List<SourceRecord> forward(TableIdentifier table, BiFunction<Kept, Table, List<SourceRecord>> news) {
        try {
            Kept found = kept(table);
            if (found == null) {
                return List.of();
            }
            List<SourceRecord> records = news.apply(found, load(table));
            failingSince.remove(table);
            return records;
        } catch (ChangeRefusedException e) {
            throw new ConnectException(e.getMessage());
        } catch (RuntimeException e) {
            outage(table, e);
            LOG.warn(
                    "Cannot read statements of {}: {}. It is tried again",
                    table,
                    e.getClass().getName());
            return List.of();
        }
    }

    /** @throws ConnectException when this has gone on for too long, so that monitoring sees it */
    private void outage(TableIdentifier table, RuntimeException failure) {
        Instant since = failingSince.computeIfAbsent(table, id -> clock.instant());
        if (since.plus(LONGEST_OUTAGE).isBefore(clock.instant())) {
            throw new ConnectException("Cannot read statements of " + table + " since " + since + ": "
                    + failure.getClass().getName()
                    + ". None was passed over. Check the catalog and the store, then restart the task.");
        }
    }

    /** Null for a table that is not there yet. */
    private Kept kept(TableIdentifier id) {
        try {
            Table table = load(id);
            Kept known = kept.get(id);
            if (known == null || !known.uuid().equals(table.uuid())) {
                known = open(id, table);
                kept.put(id, known);
            }
            return known;
        } catch (NoSuchTableException | NoSuchNamespaceException e) {
            kept.remove(id);
            LOG.debug("Table {} does not exist yet", id);
            return null;
        }
    }

    private Kept open(TableIdentifier id, Table table) {
        String name = id.toString();
        Upkeep upkeep = new Upkeep(
                () -> load(id), Holding::of, config.signingKey(), "connector " + config.connector(), PATIENCE, clock);
        ControlRecords records = new ControlRecords(name, table.uuid(), config.topic(), config.maxBytes(), clock);
        StatementLog log = new StatementLog(
                ControlRecords.position(context.offsetStorageReader().offset(records.partition())), config.forwarded());
        CheckpointLog checkpoints = new CheckpointLog(
                ControlRecords.treePosition(context.offsetStorageReader().offset(records.checkpointPartition())),
                config.signingKey());
        return new Kept(table.uuid(), rounds(name, upkeep), log, checkpoints, records);
    }

    private Rounds rounds(String name, Upkeep upkeep) {
        return new Rounds(
                new RemovalRound(name, new Remover(upkeep), config.expires() || config.seals()),
                new ExpiryRound(name, new Expirer(upkeep), config.grace(), config.expires()),
                config.plansSeals()
                        ? Optional.of(new SealRound(name, new Sealer(upkeep), config.sealTerms(), config.seals()))
                        : Optional.empty(),
                new LockRound(name, upkeep.tables(), config.lockMode(), config.lockPeriod(), clock));
    }

    private Table load(TableIdentifier table) {
        return catalog.loadTable(table);
    }

    /** Ends the pause; a round under way ends with its next access to the catalog. */
    @Override
    public void stop() {
        stopped.countDown();
        if (catalog != null) {
            Catalogs.close(catalog);
        }
    }
}

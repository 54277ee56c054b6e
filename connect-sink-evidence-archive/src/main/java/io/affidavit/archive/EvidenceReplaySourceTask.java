/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.archive.replay.OverBudgetException;
import io.affidavit.archive.replay.Replay;
import io.affidavit.archive.replay.ReplayPosition;
import io.affidavit.archive.replay.ReplayStep;
import io.affidavit.archive.replay.ReplayStoppedException;
import io.affidavit.archive.replay.UsageReceipt;
import io.affidavit.archive.replay.connect.ReplayRecords;
import io.affidavit.archive.replay.grant.InvalidGrantException;
import io.affidavit.archive.replay.grant.ReplayGrant;
import io.affidavit.archive.worker.OutOfReachException;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.plugin.AffidavitVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one task of {@link EvidenceReplaySourceConnector}. */
public final class EvidenceReplaySourceTask extends SourceTask {

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceReplaySourceTask.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int BATCH = 500;

    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private EvidenceReplaySourceConfig config;
    private Catalog catalog;
    private ReplayRecords records;
    private Replay replay;

    /** Connect creates it by name. */
    public EvidenceReplaySourceTask() {
        this(Clock.systemUTC());
    }

    EvidenceReplaySourceTask(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String version() {
        return AffidavitVersion.current();
    }

    @Override
    public void start(Map<String, String> properties) {
        config = new EvidenceReplaySourceConfig(properties);
        ReplayGrant grant = config.grant();
        records = new ReplayRecords(grant.terms(), config.receiptTopic());
        ReplayPosition position =
                ReplayRecords.position(context.offsetStorageReader().offset(records.partition()));
        catalog = OutOfReachException.guard(() -> Catalogs.open(properties));
        replay = new Replay(
                grant,
                config::trustedKeys,
                this::table,
                position,
                config.windowBytes(),
                clock,
                () -> stopped.getCount() > 0);
        LOG.info(
                "Replaying table {} under grant {}, {} records so far",
                grant.terms().table(),
                grant.terms().id(),
                position.records());
    }

    private Table table() {
        return catalog.loadTable(config.table());
    }

    /** Returns the next records, the receipt at the end, or null after a pause when all is done. */
    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        ReplayStep step = step();
        if (step instanceof ReplayStep.Rows batch) {
            return batch.rows().stream().map(records::of).toList();
        }
        if (step instanceof ReplayStep.Ended end) {
            return List.of(receipt(end.receipt()));
        }
        stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return null;
    }

    /** What a catalog or store says may quote an address or content, so only its kind is told. */
    private ReplayStep step() {
        try {
            return replay.next(BATCH);
        } catch (InvalidGrantException | OverBudgetException | ReplayStoppedException e) {
            throw new ConnectException(e.getMessage());
        } catch (ConnectException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ConnectException("Cannot read table " + config.table() + " ("
                    + e.getClass().getSimpleName()
                    + "). Check the catalog and the store, then restart the task: it goes on where it stopped");
        }
    }

    private SourceRecord receipt(UsageReceipt receipt) {
        LOG.info(
                "Replay under grant {} is over: {}, {} records, {} withheld",
                receipt.grant().terms().id(),
                receipt.position().outcome().orElseThrow().text(),
                receipt.position().records(),
                receipt.position().withheld());
        return records.of(receipt);
    }

    /** Ends a survey and the pause. */
    @Override
    public void stop() {
        stopped.countDown();
        if (catalog != null) {
            Catalogs.close(catalog);
        }
    }
}

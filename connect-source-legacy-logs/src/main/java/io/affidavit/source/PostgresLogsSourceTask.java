/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.core.metrics.Meters;
import io.affidavit.core.plugin.AffidavitVersion;
import io.affidavit.source.emit.Origin;
import io.affidavit.source.emit.RecordFactory;
import io.affidavit.source.engine.ReadAhead;
import io.affidavit.source.postgres.PostgresRowStore;
import io.affidavit.source.postgres.TableSettings;
import io.affidavit.source.run.LaneReading;
import io.affidavit.source.run.LaneReadingSetup;
import io.affidavit.source.run.Progress;
import io.affidavit.source.run.StoredOffsets;
import io.affidavit.source.settings.PostgresKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.TransactionContext;

/** Reads some lanes of a PostgreSQL table; made by {@link PostgresLogsSourceConnector}. */
public final class PostgresLogsSourceTask extends SourceTask {

    /** Short, so that Connect can stop the task in time. */
    private static final Duration POLL_WAIT = Duration.ofMillis(500);

    private final InstantSource clock;
    private Meters meters = Meters.none();
    private LaneReading reading;
    private ReadAhead<List<SourceRecord>> readAhead;
    private TransactionContext transactions;

    public PostgresLogsSourceTask() {
        this(Clock.systemUTC());
    }

    PostgresLogsSourceTask(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String version() {
        return AffidavitVersion.current();
    }

    @Override
    public void start(Map<String, String> props) {
        PostgresLogsSourceConfig config = new PostgresLogsSourceConfig(props);
        TableSettings settings = config.tableSettings(config.hashedColumns());
        Origin origin = new Origin(
                config.system(),
                config.instance(),
                config.entity(),
                settings.hash().keyId());
        meters = Meters.guarded(context::pluginMetrics);
        Progress progress = new Progress(meters, clock);
        StoredOffsets offsets =
                StoredOffsets.read(context.offsetStorageReader(), origin.partitionSource(), origin.entity());
        String application = applicationName(props);
        LaneReadingSetup setup = new LaneReadingSetup(
                used -> PostgresRowStore.open(
                        config.endpoint(application), config.tableSettings(config.hashedColumns(used)), progress),
                config::grid,
                origin.partitionSource(),
                origin.entity(),
                lanes(props),
                offsets,
                config.acceptedTable(),
                config.pageRows(),
                config.pageBytes());
        RecordFactory records = new RecordFactory(
                origin,
                config.topic(),
                config.quarantineTopic(),
                config.recordMaxBytes(),
                config.eventsPerRow(),
                clock);
        transactions = context.transactionContext();
        reading = new LaneReading(setup, records, progress);
        readAhead = new ReadAhead<>(
                application,
                reading,
                config.duration(PostgresKeys.POLL_INTERVAL),
                config.duration(PostgresKeys.RETRY_TIMEOUT),
                clock);
        readAhead.start();
    }

    /** One page of one lane, or null; with connector-defined boundaries, one page is one transaction. */
    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        List<SourceRecord> batch = readAhead.poll(POLL_WAIT);
        if (batch != null && transactions != null) {
            transactions.commitTransaction(batch.get(batch.size() - 1));
        }
        return batch;
    }

    @Override
    public void stop() {
        if (readAhead != null) {
            readAhead.stop();
            reading.cancel();
            readAhead.close();
            reading.close();
        }
        meters.close();
    }

    private static List<Integer> lanes(Map<String, String> props) {
        String lanes = props.getOrDefault(PostgresKeys.TASK_LANES, "");
        return lanes.isEmpty()
                ? List.of()
                : Arrays.stream(lanes.split(",")).map(Integer::valueOf).toList();
    }

    private static String applicationName(Map<String, String> props) {
        return "affidavit-" + props.getOrDefault("name", "source");
    }
}

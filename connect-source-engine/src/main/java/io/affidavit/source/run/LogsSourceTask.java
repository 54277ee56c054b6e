/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.run;

import io.affidavit.core.metrics.Meters;
import io.affidavit.core.plugin.AffidavitVersion;
import io.affidavit.source.config.ReadingConfig;
import io.affidavit.source.config.ReadingKeys;
import io.affidavit.source.emit.Origin;
import io.affidavit.source.emit.RecordFactory;
import io.affidavit.source.engine.ReadAhead;
import io.affidavit.source.throttle.Throttle;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.TransactionContext;

/** Reads some lanes of a source; made by {@link LogsSourceConnector}. */
public abstract class LogsSourceTask extends SourceTask {

    /** Short, so that Connect can stop the task in time. */
    private static final Duration POLL_WAIT = Duration.ofMillis(500);

    private final InstantSource clock;
    private Meters meters = Meters.none();
    private LaneReading reading;
    private ReadAhead<List<SourceRecord>> readAhead;
    private TransactionContext transactions;

    protected LogsSourceTask(InstantSource clock) {
        this.clock = clock;
    }

    protected abstract ReadingConfig config(Map<String, String> props);

    @Override
    public final String version() {
        return AffidavitVersion.current();
    }

    @Override
    public final void start(Map<String, String> props) {
        ReadingConfig config = config(props);
        Origin origin = config.origin();
        meters = Meters.guarded(context::pluginMetrics);
        Progress progress = new Progress(meters, clock);
        StoredOffsets offsets =
                StoredOffsets.read(context.offsetStorageReader(), origin.partitionSource(), origin.entity());
        String application = "affidavit-" + props.getOrDefault("name", "source");
        LaneReadingSetup setup = new LaneReadingSetup(
                used -> config.open(application, config.hashedColumns(used), progress),
                config::grid,
                lanes(props),
                offsets,
                config.acceptedTable(),
                config.pageRows(),
                config.pageBytes(),
                config.manifestTopic(),
                config.sweepAfter(),
                origin,
                clock);
        RecordFactory records = new RecordFactory(
                origin,
                config.topic(),
                config.quarantineTopic(),
                config.recordMaxBytes(),
                config.eventsPerRow(),
                clock);
        transactions = context.transactionContext();
        Throttle throttle = new Throttle(config.limits(), clock, System::nanoTime, progress);
        Backlog backlog = new Backlog(config.limits(), System::nanoTime, progress::remaining);
        reading = new LaneReading(setup, records, throttle, backlog, progress);
        readAhead = new ReadAhead<>(
                application,
                reading,
                config.duration(ReadingKeys.POLL_INTERVAL),
                config.duration(ReadingKeys.RETRY_TIMEOUT),
                clock);
        readAhead.start();
    }

    /** One page of one lane, or null; with connector-defined boundaries, one page is one transaction. */
    @Override
    public final List<SourceRecord> poll() throws InterruptedException {
        List<SourceRecord> batch = readAhead.poll(POLL_WAIT);
        if (batch != null && transactions != null) {
            transactions.commitTransaction(batch.get(batch.size() - 1));
        }
        return batch;
    }

    @Override
    public final void stop() {
        if (readAhead != null) {
            readAhead.stop();
            reading.cancel();
            readAhead.close();
            reading.close();
        }
        meters.close();
    }

    private static List<Integer> lanes(Map<String, String> props) {
        String lanes = props.getOrDefault(ReadingKeys.TASK_LANES, "");
        return lanes.isEmpty()
                ? List.of()
                : Arrays.stream(lanes.split(",")).map(Integer::valueOf).toList();
    }
}

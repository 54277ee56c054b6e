/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import io.affidavit.core.metrics.Meters;
import io.affidavit.core.plugin.AffidavitVersion;
import io.affidavit.monitor.webhook.Outbox;
import io.affidavit.monitor.webhook.Reading;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** One task of {@link IncidentWebhookSinkConnector}: never reads on while an incident waits to be taken. */
public final class IncidentWebhookSinkTask extends SinkTask {

    private static final int LETTER_SECONDS = 60;

    private final Clock clock;
    private Meters meters = Meters.none();
    private boolean deadLetters;
    private Outbox outbox;
    private Reading reading;
    private boolean paused;

    /** Connect creates it by name. */
    public IncidentWebhookSinkTask() {
        this(Clock.systemUTC());
    }

    IncidentWebhookSinkTask(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String version() {
        return AffidavitVersion.current();
    }

    @Override
    public void start(Map<String, String> properties) {
        IncidentWebhookSinkConfig config = new IncidentWebhookSinkConfig(properties);
        meters = Meters.guarded(() -> context.pluginMetrics());
        deadLetters = config.hasDeadLetters();
        outbox = new Outbox(config.parts(meters, clock), this::giveUp, clock);
        reading = new Reading((partition, offset) -> context.offset(partition, offset));
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        reading.batch();
        for (SinkRecord record : records) {
            switch (reading.part(record)) {
                case PAST -> outbox.learn(record);
                case NEWS -> outbox.add(record);
                case AGAIN -> {
                    // comes again, after what lies before it
                }
            }
        }
        outbox.flush();
        hold(!outbox.isEmpty());
        long wait = outbox.millisUntilDue();
        if (wait > 0) {
            context.timeout(wait);
        }
    }

    /** Pauses again each time: partitions that came meanwhile came unpaused. */
    private void hold(boolean wanted) {
        TopicPartition[] assigned = context.assignment().toArray(TopicPartition[]::new);
        if (wanted) {
            context.pause(assigned);
        } else if (paused) {
            context.resume(assigned);
        }
        paused = wanted;
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> current) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        outbox.done().forEach((partition, offset) -> {
            if (current.containsKey(partition)) {
                offsets.put(partition, new OffsetAndMetadata(offset));
            }
        });
        return offsets;
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        if (outbox != null) {
            outbox.close(partitions);
            reading.close(partitions);
        }
    }

    @Override
    public void stop() {
        meters.close();
    }

    @SuppressWarnings("UnusedException") // what is known of it is told
    private void giveUp(SinkRecord record, ConnectException why) {
        if (!deadLetters) {
            throw why;
        }
        try {
            context.errantRecordReporter().report(record, why).get(LETTER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ConnectException(why.getMessage() + " The dead letter topic did not take it either.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw why;
        }
    }
}

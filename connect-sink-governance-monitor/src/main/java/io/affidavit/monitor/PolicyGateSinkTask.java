/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import io.affidavit.core.metrics.Meters;
import io.affidavit.core.plugin.AffidavitVersion;
import io.affidavit.monitor.gate.Gate;
import io.affidavit.monitor.gate.GateKeys;
import io.affidavit.monitor.gate.GateMeters;
import io.affidavit.monitor.gate.GateParts;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** One task of {@link PolicyGateSinkConnector}: puts the gate together and answers the worker. */
public final class PolicyGateSinkTask extends SinkTask {

    private final Clock clock;
    private Meters meters = Meters.none();
    private Gate gate;
    private ConnectException fatal;

    /** Connect creates it by name. */
    public PolicyGateSinkTask() {
        this(Clock.systemUTC());
    }

    PolicyGateSinkTask(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String version() {
        return AffidavitVersion.current();
    }

    @Override
    @SuppressWarnings("UnusedException") // its class says enough, and its message could hold anything
    public void start(Map<String, String> properties) {
        PolicyGateSinkConfig config = new PolicyGateSinkConfig(properties);
        meters = Meters.guarded(() -> context.pluginMetrics());
        try {
            GateParts parts = GateParts.open(config.settings(), config.clients());
            gate = new Gate(
                    parts, GateMeters.in(meters), clock, (partition, offset) -> context.offset(partition, offset));
        } catch (KafkaException e) {
            throw e instanceof ConnectException known
                    ? known
                    : new ConnectException("Cannot start the gate: the brokers did not answer ("
                            + e.getClass().getSimpleName() + "). Check " + GateKeys.SERVERS
                            + " and the access rights of the gate.");
        }
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        gate.open(partitions);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        if (fatal != null) {
            throw fatal;
        }
        try {
            gate.put(records);
        } catch (ConnectException e) {
            fatal = e;
            throw e;
        }
        long wait = gate.millisUntilDue();
        if (wait > 0) {
            // Without it the worker would sleep until the next record or offset flush.
            context.timeout(wait);
        }
    }

    /**
     * Answers with what is committed in the output. Never throws: the worker would rewind to its own, older offsets; what
     * must end the task is thrown by the next {@link #put}.
     */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> current) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        try {
            gate.commitAll().forEach((partition, next) -> {
                if (current.containsKey(partition)) {
                    offsets.put(partition, new OffsetAndMetadata(next));
                }
            });
        } catch (ConnectException e) {
            fatal = e;
        }
        return offsets;
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        if (gate != null) {
            gate.close(partitions);
        }
    }

    @Override
    public void stop() {
        if (gate != null) {
            gate.close();
        }
        meters.close();
    }
}

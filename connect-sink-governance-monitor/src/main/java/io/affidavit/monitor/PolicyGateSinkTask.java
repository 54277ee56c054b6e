/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import io.affidavit.core.metrics.Meters;
import io.affidavit.core.plugin.AffidavitVersion;
import io.affidavit.monitor.broker.Answers;
import io.affidavit.monitor.gate.Gate;
import io.affidavit.monitor.gate.GateKeys;
import io.affidavit.monitor.gate.GateMeters;
import io.affidavit.monitor.gate.GateParts;
import io.affidavit.monitor.worker.OwnOffsets;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** One task of {@link PolicyGateSinkConnector}: puts the gate together and answers the worker. */
public final class PolicyGateSinkTask extends SinkTask {

    private final Clock clock;
    private Meters meters = Meters.none();
    private Gate gate;
    private OwnOffsets offsets;

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
    public void start(Map<String, String> properties) {
        PolicyGateSinkConfig config = new PolicyGateSinkConfig(properties);
        meters = Meters.guarded(() -> context.pluginMetrics());
        GateParts parts = Answers.needed(
                "start the gate",
                "Check " + GateKeys.SERVERS + " and the access rights of the gate.",
                () -> GateParts.open(config.settings(), config.clients()));
        gate = new Gate(parts, GateMeters.in(meters), clock, (partition, offset) -> context.offset(partition, offset));
        offsets = new OwnOffsets(gate, context);
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        gate.open(partitions);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        offsets.put(records);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> current) {
        return offsets.preCommit(current);
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

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import io.affidavit.core.metrics.Meters;
import io.affidavit.core.plugin.AffidavitVersion;
import io.affidavit.monitor.broker.Answers;
import io.affidavit.monitor.broker.Clients;
import io.affidavit.monitor.broker.Topics;
import io.affidavit.monitor.checkpoint.TopicChecks;
import io.affidavit.monitor.config.MonitorKeys;
import io.affidavit.monitor.flow.Policies;
import io.affidavit.monitor.flow.Watcher;
import io.affidavit.monitor.watch.Plan;
import io.affidavit.monitor.worker.OwnOffsets;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One task of {@link GovernanceMonitorSinkConnector}: puts the monitor together and answers the worker. */
public final class GovernanceMonitorSinkTask extends SinkTask {

    private static final Logger LOG = LoggerFactory.getLogger(GovernanceMonitorSinkTask.class);

    private final Clock clock;
    private Meters meters = Meters.none();
    private Policies policies;
    private Topics topics;
    private Watcher watcher;
    private OwnOffsets offsets;

    /** Connect creates it by name. */
    public GovernanceMonitorSinkTask() {
        this(Clock.systemUTC());
    }

    GovernanceMonitorSinkTask(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String version() {
        return AffidavitVersion.current();
    }

    @Override
    public void start(Map<String, String> properties) {
        GovernanceMonitorSinkConfig config = new GovernanceMonitorSinkConfig(properties);
        policies = config.policies(clock);
        Clients clients = config.clients();
        topics = Answers.needed(
                "start the monitor",
                "Check " + MonitorKeys.SERVERS + " and the access rights of " + MonitorKeys.CLIENT_PREFIX + "*.",
                () -> {
                    TopicChecks.prepare(
                            clients, config.topicsByKey(), config.topics().checkpoints(), config.createsTopics());
                    return new Topics(clients);
                });
        meters = Meters.guarded(() -> context.pluginMetrics());
        watcher = new Watcher(
                config.settings(),
                policies,
                config.checkpoints(clients, topics),
                topics,
                meters,
                clock,
                (partition, offset) -> context.offset(partition, offset));
        offsets = new OwnOffsets(watcher, context);
        policies.metersReady(meters);
        Plan plan = policies.timeline().at(clock.millis());
        LOG.info("Watching with {} monitors of policy {}", plan.monitors(), plan.policy());
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        watcher.open(partitions);
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
        if (watcher != null) {
            watcher.close(partitions);
        }
    }

    @Override
    public void stop() {
        if (watcher != null) {
            watcher.close();
        }
        if (policies != null) {
            policies.close();
        }
        if (topics != null) {
            topics.close();
        }
        meters.close();
    }
}
